"use client";

import { CommentDialog } from "./comment-form";
import { DeliverDialog } from "./deliver-dialog";
import { useClosing, useWish } from "./desk";
import { AssignDialog, SetDueDialog } from "./keeping-dialogs";
import { MarkDialog } from "./mark-dialog";
import { ShareDialog } from "./share-dialog";
import { SignOffDialog } from "./sign-off-dialog";
import { SignOffSeveralDialog } from "./sign-off-several-dialog";
import { WaiveDialog } from "./waive-dialog";
import { WithdrawDialog } from "./withdraw-dialog";

/** The dialog for what was asked for at the desk. Stands once, in whatever is on top of the screen. */
export function ActDialogs() {
  const { wish, done } = useWish();
  const { find } = useClosing();
  if (!wish) return null;
  if (wish.do === "assign") return <AssignDialog ids={wish.ids} onClose={done} />;
  if (wish.do === "set-due") return <SetDueDialog ids={wish.ids} onClose={done} />;
  if (wish.do === "sign-off-several") return <SignOffSeveralDialog ids={wish.ids} basis={wish.basis} onClose={done} />;

  const condition = find(wish.id);
  if (!condition) return null;
  const shared = { condition, onClose: done };
  switch (wish.do) {
    case "sign-off":
      return <SignOffDialog {...shared} basis={wish.basis} />;
    case "deliver":
      return <DeliverDialog {...shared} deliverableId={wish.deliverableId} />;
    case "share":
      return <ShareDialog {...shared} wish={wish} />;
    case "waive":
      return <WaiveDialog {...shared} />;
    case "mark":
      return <MarkDialog {...shared} mark={wish.mark} />;
    case "withdraw":
      return <WithdrawDialog {...shared} actId={wish.actId} what={wish.what} />;
    case "comment":
      return <CommentDialog {...shared} />;
  }
}

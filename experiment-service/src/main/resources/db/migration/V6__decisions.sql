-- What a decision says about an earlier one: the proposal that a person approves or rejects, or the
-- decision that is undone.
ALTER TABLE decision
  ADD COLUMN answers uuid REFERENCES decision,
  ADD COLUMN undoes uuid REFERENCES decision;
-- One answer to a proposal and one undo of a decision, however many people are at it.
CREATE UNIQUE INDEX decision_answers ON decision (answers) WHERE answers IS NOT NULL;
CREATE UNIQUE INDEX decision_undoes ON decision (undoes) WHERE undoes IS NOT NULL;

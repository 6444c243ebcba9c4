-- A user's attributes are read per request where an experiment asks for them.
CREATE INDEX event_user_attributes ON event (user_id, position DESC) WHERE kind = 'UserChanged';

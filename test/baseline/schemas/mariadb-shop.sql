-- A shop of fifty tables, for dumps of MariaDB: what the server can say of tables, keys, views, routines and triggers.

CREATE TABLE country (
  code char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  name varchar(80) NOT NULL COMMENT 'As the ISO''s list has it',
  region enum('Africa','Americas','Asia','Europe','Oceania') NOT NULL DEFAULT 'Europe',
  UNIQUE KEY country_name (name)
) COMMENT='Countries of the world';

CREATE TABLE currency (
  code char(3) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  name varchar(40) NOT NULL,
  digits tinyint unsigned NOT NULL DEFAULT 2,
  active tinyint(1) NOT NULL DEFAULT 1,
  PRIMARY KEY (code)
);

CREATE TABLE language (
  tag varchar(12) NOT NULL,
  label varchar(60) DEFAULT NULL,
  rtl bool NOT NULL DEFAULT false,
  PRIMARY KEY (tag)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;

CREATE TABLE address (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  line1 varchar(200) NOT NULL,
  line2 varchar(200),
  city varchar(100) NOT NULL,
  postcode varchar(16) NOT NULL DEFAULT '',
  country char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  latitude decimal(9,6),
  longitude decimal(9,6),
  created timestamp NOT NULL DEFAULT current_timestamp(),
  updated timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (id),
  KEY address_place (country, city(20), postcode),
  CONSTRAINT address_country FOREIGN KEY (country) REFERENCES country (code) ON UPDATE CASCADE,
  CONSTRAINT address_latitude CHECK (latitude BETWEEN -90 AND 90)
) AUTO_INCREMENT=1000;

CREATE TABLE account (
  id int(11) NOT NULL AUTO_INCREMENT,
  email varchar(254) COLLATE utf8mb4_unicode_ci NOT NULL,
  password_hash varbinary(255),
  token binary(16),
  nickname varchar(40) DEFAULT 'it''s \\ me\n',
  address_id bigint unsigned,
  referred_by int,
  locale varchar(12) CHARACTER SET latin1,
  flags set('admin','staff','beta') NOT NULL DEFAULT 'beta',
  logins int unsigned zerofill NOT NULL DEFAULT 0,
  last_login datetime(6) DEFAULT NULL,
  settings json CHECK (json_valid(settings)),
  domain varchar(254) GENERATED ALWAYS AS (substring_index(email, '@', -1)) STORED,
  initial char(1) GENERATED ALWAYS AS (left(email, 1)) VIRTUAL,
  PRIMARY KEY (id),
  UNIQUE KEY account_email (email),
  UNIQUE KEY account_token (token) USING BTREE,
  UNIQUE KEY account_nick (nickname, locale),
  KEY account_domain (domain),
  CONSTRAINT account_address FOREIGN KEY (address_id) REFERENCES address (id) ON DELETE SET NULL,
  CONSTRAINT account_referrer FOREIGN KEY (referred_by) REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT account_locale FOREIGN KEY (locale) REFERENCES language (tag),
  CONSTRAINT account_mail CHECK (email LIKE '%@%')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=DYNAMIC COMMENT='Who may sign in; "quoted", back\\slash';

-- Refers to a table that sorts after it, which refers back.
CREATE TABLE brand (
  id smallint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name varchar(100) NOT NULL,
  founded year,
  flagship_id int,
  UNIQUE (name)
);
CREATE TABLE product (
  id int NOT NULL AUTO_INCREMENT,
  sku varchar(40) CHARACTER SET ascii NOT NULL,
  brand_id smallint unsigned,
  title varchar(255) NOT NULL,
  body mediumtext,
  summary tinytext,
  specification longtext,
  price decimal(12,2) NOT NULL DEFAULT 0.00,
  weight float DEFAULT NULL,
  volume double NOT NULL DEFAULT 1.5,
  margin decimal(5,4) unsigned,
  shape geometry,
  location point NOT NULL,
  picture mediumblob,
  thumbnail blob,
  bits bit(8) NOT NULL DEFAULT b'10100101',
  ean bigint(13) unsigned zerofill,
  released date DEFAULT '2024-02-29',
  opens time DEFAULT '09:00:00',
  opens_exactly time(3),
  uid uuid NOT NULL DEFAULT uuid(),
  ip inet6,
  gross decimal(14,2) GENERATED ALWAYS AS (price * 1.19) VIRTUAL COMMENT 'With tax',
  PRIMARY KEY (id),
  UNIQUE KEY product_sku (sku),
  UNIQUE KEY product_title (title(100)),
  UNIQUE KEY product_uid (uid),
  KEY product_brand (brand_id, released DESC),
  KEY product_price (price) USING BTREE,
  FULLTEXT KEY product_words (title, body),
  SPATIAL KEY product_where (location),
  CONSTRAINT product_brand FOREIGN KEY (brand_id) REFERENCES brand (id) ON DELETE RESTRICT ON UPDATE NO ACTION,
  CONSTRAINT product_price CHECK (price >= 0 AND price < 1000000)
);
ALTER TABLE brand ADD CONSTRAINT brand_flagship FOREIGN KEY (flagship_id) REFERENCES product (id) ON DELETE SET NULL;

CREATE TABLE category (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  parent_id int,
  slug varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
  position smallint NOT NULL DEFAULT -1,
  depth tinyint NOT NULL DEFAULT 0,
  KEY (parent_id),
  FOREIGN KEY (parent_id) REFERENCES category (id)
);
CREATE TABLE product_category (
  product_id int NOT NULL,
  category_id int NOT NULL,
  main tinyint(1) DEFAULT NULL,
  PRIMARY KEY (product_id, category_id),
  FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
  FOREIGN KEY (category_id) REFERENCES category (id) ON DELETE CASCADE
);
CREATE TABLE `order` (
  id int NOT NULL AUTO_INCREMENT,
  `number` varchar(20) NOT NULL,
  account_id int NOT NULL,
  `status` enum('new','paid','it''s sent','done') CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL DEFAULT 'new',
  currency char(3) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  total decimal(14,4) NOT NULL,
  placed datetime NOT NULL DEFAULT current_timestamp(),
  paid datetime DEFAULT NULL,
  changed datetime(3) DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  due datetime DEFAULT (current_timestamp() + interval 14 day),
  `key` varchar(8) DEFAULT concat('k', 1),
  `select` int DEFAULT (1 + 2),
  PRIMARY KEY (id),
  UNIQUE KEY `number` (`number`),
  KEY `order account` (account_id, `status`),
  CONSTRAINT `order's account` FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT order_currency FOREIGN KEY (currency) REFERENCES currency (code),
  CONSTRAINT `paid after` CHECK (paid IS NULL OR paid >= placed)
);
CREATE TABLE order_line (
  order_id int NOT NULL,
  line smallint unsigned NOT NULL,
  product_id int NOT NULL,
  quantity mediumint unsigned NOT NULL DEFAULT 1 CHECK (quantity > 0),
  price decimal(12,2) NOT NULL,
  amount decimal(14,2) AS (quantity * price) PERSISTENT,
  note text,
  PRIMARY KEY (order_id, line) USING BTREE,
  KEY product_id (product_id),
  KEY note (note(30)),
  CONSTRAINT order_line_order FOREIGN KEY (order_id) REFERENCES `order` (id) ON DELETE CASCADE,
  CONSTRAINT order_line_product FOREIGN KEY (product_id) REFERENCES product (id)
);
-- The number that counts is no primary key.
CREATE TABLE ticket (
  queue varchar(20) NOT NULL,
  no int NOT NULL AUTO_INCREMENT,
  opened timestamp NULL DEFAULT NULL,
  closed timestamp NULL DEFAULT NULL,
  due timestamp NOT NULL DEFAULT '2030-01-01 00:00:00',
  PRIMARY KEY (queue, no),
  UNIQUE KEY ticket_no (no)
);
CREATE TABLE audit (
  at timestamp(6) NOT NULL DEFAULT current_timestamp(6),
  who varchar(100) NOT NULL DEFAULT current_user(),
  what text NOT NULL DEFAULT 'nothing',
  KEY audit_at (at)
) ENGINE=Aria TRANSACTIONAL=1 PAGE_CHECKSUM=1;
CREATE TABLE cache (
  k varchar(100) NOT NULL,
  v varchar(1000),
  expires int unsigned,
  PRIMARY KEY (k) USING HASH,
  KEY expires (expires) USING BTREE,
  UNIQUE KEY expiring (v(10), expires) USING HASH
) ENGINE=MEMORY MAX_ROWS=10000;
CREATE TABLE legacy (
  id int NOT NULL,
  text1 varchar(50) CHARACTER SET latin1 COLLATE latin1_bin,
  text2 char(10) NOT NULL DEFAULT 'x',
  PRIMARY KEY (id)
) ENGINE=MyISAM DEFAULT CHARSET=latin1 PACK_KEYS=1 CHECKSUM=1 DELAY_KEY_WRITE=1 AVG_ROW_LENGTH=100 MIN_ROWS=5;
CREATE TABLE squeezed (
  id int NOT NULL PRIMARY KEY,
  b longblob,
  t tinyblob
) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8 STATS_PERSISTENT=1 STATS_AUTO_RECALC=0 STATS_SAMPLE_PAGES=20;

-- What no operation says.
CREATE TABLE hit (
  id bigint NOT NULL,
  day date NOT NULL,
  PRIMARY KEY (id, day)
) PARTITION BY RANGE (year(day)) (PARTITION p0 VALUES LESS THAN (2024), PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE TABLE price_history (
  product_id int NOT NULL,
  price decimal(12,2) NOT NULL,
  PRIMARY KEY (product_id)
) WITH SYSTEM VERSIONING;
CREATE TABLE hidden (
  id int NOT NULL PRIMARY KEY,
  secret varchar(20) INVISIBLE DEFAULT 'x',
  zebra_id int,
  UNIQUE KEY hidden_hash (zebra_id) USING HASH
);

-- Smaller tables.
CREATE TABLE bundle (
  id int NOT NULL AUTO_INCREMENT,
  product_id int NOT NULL,
  label varchar(20),
  amount decimal(8,0) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY bundle_label_desc (label DESC),
  CONSTRAINT bundle_product_id FOREIGN KEY (product_id) REFERENCES product (id)
) COMMENT='The bundle';
CREATE TABLE campaign (
  id int NOT NULL AUTO_INCREMENT,
  id_copy int NOT NULL DEFAULT 0,
  account_id int,
  bundle_id int,
  label varchar(21) NOT NULL DEFAULT '',
  amount decimal(9,1),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  twice int GENERATED ALWAYS AS (id_copy * 2) STORED,
  PRIMARY KEY (id),
  UNIQUE KEY campaign_label (label, account_id),
  CONSTRAINT campaign_account_id FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
  CONSTRAINT campaign_bundle FOREIGN KEY (bundle_id) REFERENCES bundle (id) ON DELETE SET NULL
);
CREATE TABLE carrier (
  id int NOT NULL AUTO_INCREMENT,
  order_id int,
  campaign_id int,
  label varchar(22),
  amount decimal(10,2) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  PRIMARY KEY (id),
  KEY carrier_amount (amount, label(10)),
  CONSTRAINT carrier_order_id FOREIGN KEY (order_id) REFERENCES `order` (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT carrier_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id)
);
CREATE TABLE cart (
  id int NOT NULL AUTO_INCREMENT,
  category_id int NOT NULL,
  carrier_id int,
  label varchar(23) NOT NULL DEFAULT '',
  amount decimal(11,3),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime(2) NOT NULL DEFAULT current_timestamp(2),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  PRIMARY KEY (id),
  CONSTRAINT cart_category_id FOREIGN KEY (category_id) REFERENCES category (id) ON UPDATE NO ACTION,
  CONSTRAINT cart_carrier FOREIGN KEY (carrier_id) REFERENCES carrier (id) ON DELETE SET NULL,
  CONSTRAINT cart_amount CHECK (amount >= 3)
);
CREATE TABLE cart_item (
  id int NOT NULL AUTO_INCREMENT,
  product_id int,
  cart_id int,
  label varchar(24),
  amount decimal(12,4) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  doc text DEFAULT NULL COMMENT 'Table 4',
  PRIMARY KEY (id),
  UNIQUE KEY cart_item_label (label, product_id),
  CONSTRAINT cart_item_product_id FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT cart_item_cart FOREIGN KEY (cart_id) REFERENCES cart (id)
);
CREATE TABLE coupon (
  id int NOT NULL AUTO_INCREMENT,
  id_copy int NOT NULL DEFAULT 0,
  account_id int,
  cart_item_id int,
  label varchar(25) NOT NULL DEFAULT '',
  amount decimal(13,0),
  done tinyint(1) NOT NULL DEFAULT 0,
  twice int GENERATED ALWAYS AS (id_copy * 2) VIRTUAL,
  PRIMARY KEY (id),
  CONSTRAINT coupon_account_id FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
  CONSTRAINT coupon_cart_item FOREIGN KEY (cart_item_id) REFERENCES cart_item (id) ON DELETE SET NULL
);
CREATE TABLE coupon_use (
  id int NOT NULL AUTO_INCREMENT,
  order_id int NOT NULL,
  coupon_id int,
  label varchar(26),
  amount decimal(8,1) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime(2) NOT NULL DEFAULT current_timestamp(2),
  PRIMARY KEY (id),
  KEY coupon_use_label_desc (label DESC),
  CONSTRAINT coupon_use_order_id FOREIGN KEY (order_id) REFERENCES `order` (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT coupon_use_coupon FOREIGN KEY (coupon_id) REFERENCES coupon (id)
);
CREATE TABLE credit (
  id int NOT NULL AUTO_INCREMENT,
  category_id int,
  coupon_use_id int,
  label varchar(27) NOT NULL DEFAULT '',
  amount decimal(9,2),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  PRIMARY KEY (id),
  UNIQUE KEY credit_label (label, category_id),
  KEY credit_amount (amount, label(10)),
  CONSTRAINT credit_category_id FOREIGN KEY (category_id) REFERENCES category (id) ON UPDATE NO ACTION,
  CONSTRAINT credit_coupon_use FOREIGN KEY (coupon_use_id) REFERENCES coupon_use (id) ON DELETE SET NULL,
  CONSTRAINT credit_amount CHECK (amount >= 7)
) COMMENT='The credit';
CREATE TABLE delivery (
  id int NOT NULL AUTO_INCREMENT,
  product_id int,
  credit_id int,
  label varchar(28),
  amount decimal(10,3) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  PRIMARY KEY (id),
  CONSTRAINT delivery_product_id FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT delivery_credit FOREIGN KEY (credit_id) REFERENCES credit (id)
);
CREATE TABLE discount (
  id int NOT NULL AUTO_INCREMENT,
  id_copy int NOT NULL DEFAULT 0,
  account_id int NOT NULL,
  delivery_id int,
  label varchar(29) NOT NULL DEFAULT '',
  amount decimal(11,4),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime(2) NOT NULL DEFAULT current_timestamp(2),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  doc text DEFAULT NULL COMMENT 'Table 9',
  twice int GENERATED ALWAYS AS (id_copy * 2) STORED,
  PRIMARY KEY (id),
  CONSTRAINT discount_account_id FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
  CONSTRAINT discount_delivery FOREIGN KEY (delivery_id) REFERENCES delivery (id) ON DELETE SET NULL
);
CREATE TABLE employee (
  id int NOT NULL AUTO_INCREMENT,
  order_id int,
  discount_id int,
  label varchar(30),
  amount decimal(12,0) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY employee_label (label, order_id),
  CONSTRAINT employee_order_id FOREIGN KEY (order_id) REFERENCES `order` (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT employee_discount FOREIGN KEY (discount_id) REFERENCES discount (id)
);
CREATE TABLE expense (
  id int NOT NULL AUTO_INCREMENT,
  category_id int,
  employee_id int,
  label varchar(31) NOT NULL DEFAULT '',
  amount decimal(13,1),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  CONSTRAINT expense_category_id FOREIGN KEY (category_id) REFERENCES category (id) ON UPDATE NO ACTION,
  CONSTRAINT expense_employee FOREIGN KEY (employee_id) REFERENCES employee (id) ON DELETE SET NULL,
  CONSTRAINT expense_amount CHECK (amount >= 11)
);
CREATE TABLE faq (
  id int NOT NULL AUTO_INCREMENT,
  product_id int NOT NULL,
  expense_id int,
  label varchar(32),
  amount decimal(8,2) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime(2) NOT NULL DEFAULT current_timestamp(2),
  ratio double(10,3) DEFAULT 0.5,
  PRIMARY KEY (id),
  KEY faq_amount (amount, label(10)),
  KEY faq_label_desc (label DESC),
  CONSTRAINT faq_product_id FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT faq_expense FOREIGN KEY (expense_id) REFERENCES expense (id)
);
CREATE TABLE feedback (
  id int NOT NULL AUTO_INCREMENT,
  id_copy int NOT NULL DEFAULT 0,
  account_id int,
  faq_id int,
  label varchar(33) NOT NULL DEFAULT '',
  amount decimal(9,3),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  twice int GENERATED ALWAYS AS (id_copy * 2) VIRTUAL,
  PRIMARY KEY (id),
  UNIQUE KEY feedback_label (label, account_id),
  CONSTRAINT feedback_account_id FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
  CONSTRAINT feedback_faq FOREIGN KEY (faq_id) REFERENCES faq (id) ON DELETE SET NULL
);
CREATE TABLE gift (
  id int NOT NULL AUTO_INCREMENT,
  order_id int,
  feedback_id int,
  label varchar(34),
  amount decimal(10,4) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  doc text DEFAULT NULL COMMENT 'Table 14',
  PRIMARY KEY (id),
  CONSTRAINT gift_order_id FOREIGN KEY (order_id) REFERENCES `order` (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT gift_feedback FOREIGN KEY (feedback_id) REFERENCES feedback (id)
) COMMENT='The gift';
CREATE TABLE invoice (
  id int NOT NULL AUTO_INCREMENT,
  category_id int NOT NULL,
  gift_id int,
  label varchar(35) NOT NULL DEFAULT '',
  amount decimal(11,0),
  done tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  CONSTRAINT invoice_category_id FOREIGN KEY (category_id) REFERENCES category (id) ON UPDATE NO ACTION,
  CONSTRAINT invoice_gift FOREIGN KEY (gift_id) REFERENCES gift (id) ON DELETE SET NULL,
  CONSTRAINT invoice_amount CHECK (amount >= 15)
);
CREATE TABLE invoice_line (
  id int NOT NULL AUTO_INCREMENT,
  product_id int,
  invoice_id int,
  label varchar(36),
  amount decimal(12,1) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  UNIQUE KEY invoice_line_label (label, product_id),
  CONSTRAINT invoice_line_product_id FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT invoice_line_invoice FOREIGN KEY (invoice_id) REFERENCES invoice (id)
);
CREATE TABLE mail_log (
  id int NOT NULL AUTO_INCREMENT,
  id_copy int NOT NULL DEFAULT 0,
  account_id int,
  invoice_line_id int,
  label varchar(37) NOT NULL DEFAULT '',
  amount decimal(13,2),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  twice int GENERATED ALWAYS AS (id_copy * 2) STORED,
  PRIMARY KEY (id),
  KEY mail_log_amount (amount, label(10)),
  CONSTRAINT mail_log_account_id FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
  CONSTRAINT mail_log_invoice_line FOREIGN KEY (invoice_line_id) REFERENCES invoice_line (id) ON DELETE SET NULL
);
CREATE TABLE manufacturer (
  id int NOT NULL AUTO_INCREMENT,
  order_id int NOT NULL,
  mail_log_id int,
  label varchar(38),
  amount decimal(8,3) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime(2) NOT NULL DEFAULT current_timestamp(2),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  PRIMARY KEY (id),
  KEY manufacturer_label_desc (label DESC),
  CONSTRAINT manufacturer_order_id FOREIGN KEY (order_id) REFERENCES `order` (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT manufacturer_mail_log FOREIGN KEY (mail_log_id) REFERENCES mail_log (id)
);
CREATE TABLE note (
  id int NOT NULL AUTO_INCREMENT,
  category_id int,
  manufacturer_id int,
  label varchar(39) NOT NULL DEFAULT '',
  amount decimal(9,4),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  doc text DEFAULT NULL COMMENT 'Table 19',
  PRIMARY KEY (id),
  UNIQUE KEY note_label (label, category_id),
  CONSTRAINT note_category_id FOREIGN KEY (category_id) REFERENCES category (id) ON UPDATE NO ACTION,
  CONSTRAINT note_manufacturer FOREIGN KEY (manufacturer_id) REFERENCES manufacturer (id) ON DELETE SET NULL,
  CONSTRAINT note_amount CHECK (amount >= 19)
);
CREATE TABLE payment (
  id int NOT NULL AUTO_INCREMENT,
  product_id int,
  note_id int,
  label varchar(40),
  amount decimal(10,0) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  CONSTRAINT payment_product_id FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT payment_note FOREIGN KEY (note_id) REFERENCES note (id)
);
CREATE TABLE permission (
  id int NOT NULL AUTO_INCREMENT,
  id_copy int NOT NULL DEFAULT 0,
  account_id int NOT NULL,
  payment_id int,
  label varchar(41) NOT NULL DEFAULT '',
  amount decimal(11,1),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime(2) NOT NULL DEFAULT current_timestamp(2),
  twice int GENERATED ALWAYS AS (id_copy * 2) VIRTUAL,
  PRIMARY KEY (id),
  CONSTRAINT permission_account_id FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
  CONSTRAINT permission_payment FOREIGN KEY (payment_id) REFERENCES payment (id) ON DELETE SET NULL
) COMMENT='The permission';
CREATE TABLE queue_item (
  id int NOT NULL AUTO_INCREMENT,
  order_id int,
  permission_id int,
  label varchar(42),
  amount decimal(12,2) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  PRIMARY KEY (id),
  UNIQUE KEY queue_item_label (label, order_id),
  KEY queue_item_amount (amount, label(10)),
  CONSTRAINT queue_item_order_id FOREIGN KEY (order_id) REFERENCES `order` (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT queue_item_permission FOREIGN KEY (permission_id) REFERENCES permission (id)
);
CREATE TABLE refund (
  id int NOT NULL AUTO_INCREMENT,
  category_id int,
  queue_item_id int,
  label varchar(43) NOT NULL DEFAULT '',
  amount decimal(13,3),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  PRIMARY KEY (id),
  CONSTRAINT refund_category_id FOREIGN KEY (category_id) REFERENCES category (id) ON UPDATE NO ACTION,
  CONSTRAINT refund_queue_item FOREIGN KEY (queue_item_id) REFERENCES queue_item (id) ON DELETE SET NULL,
  CONSTRAINT refund_amount CHECK (amount >= 23)
);
CREATE TABLE review (
  id int NOT NULL AUTO_INCREMENT,
  product_id int NOT NULL,
  refund_id int,
  label varchar(44),
  amount decimal(8,4) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime(2) NOT NULL DEFAULT current_timestamp(2),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  doc text DEFAULT NULL COMMENT 'Table 24',
  PRIMARY KEY (id),
  KEY review_label_desc (label DESC),
  CONSTRAINT review_product_id FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT review_refund FOREIGN KEY (refund_id) REFERENCES refund (id)
);
CREATE TABLE role_permission (
  id int NOT NULL AUTO_INCREMENT,
  id_copy int NOT NULL DEFAULT 0,
  account_id int,
  review_id int,
  label varchar(45) NOT NULL DEFAULT '',
  amount decimal(9,0),
  done tinyint(1) NOT NULL DEFAULT 0,
  twice int GENERATED ALWAYS AS (id_copy * 2) STORED,
  PRIMARY KEY (id),
  UNIQUE KEY role_permission_label (label, account_id),
  CONSTRAINT role_permission_account_id FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
  CONSTRAINT role_permission_review FOREIGN KEY (review_id) REFERENCES review (id) ON DELETE SET NULL
);
CREATE TABLE shipment (
  id int NOT NULL AUTO_INCREMENT,
  order_id int,
  role_permission_id int,
  label varchar(46),
  amount decimal(10,1) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  CONSTRAINT shipment_order_id FOREIGN KEY (order_id) REFERENCES `order` (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT shipment_role_permission FOREIGN KEY (role_permission_id) REFERENCES role_permission (id)
);
CREATE TABLE stock (
  id int NOT NULL AUTO_INCREMENT,
  category_id int NOT NULL,
  shipment_id int,
  label varchar(47) NOT NULL DEFAULT '',
  amount decimal(11,2),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime(2) NOT NULL DEFAULT current_timestamp(2),
  ratio double(10,3) DEFAULT 0.5,
  PRIMARY KEY (id),
  KEY stock_amount (amount, label(10)),
  CONSTRAINT stock_category_id FOREIGN KEY (category_id) REFERENCES category (id) ON UPDATE NO ACTION,
  CONSTRAINT stock_shipment FOREIGN KEY (shipment_id) REFERENCES shipment (id) ON DELETE SET NULL,
  CONSTRAINT stock_amount CHECK (amount >= 27)
);
CREATE TABLE supplier (
  id int NOT NULL AUTO_INCREMENT,
  product_id int,
  stock_id int,
  label varchar(48),
  amount decimal(12,3) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY supplier_label (label, product_id),
  CONSTRAINT supplier_product_id FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT supplier_stock FOREIGN KEY (stock_id) REFERENCES stock (id)
) COMMENT='The supplier';
CREATE TABLE tag (
  id int NOT NULL AUTO_INCREMENT,
  id_copy int NOT NULL DEFAULT 0,
  account_id int,
  supplier_id int,
  label varchar(49) NOT NULL DEFAULT '',
  amount decimal(13,4),
  done tinyint(1) NOT NULL DEFAULT 0,
  at datetime NOT NULL DEFAULT current_timestamp(),
  ratio double(10,3) DEFAULT 0.5,
  small tinyint(2) unsigned DEFAULT NULL,
  doc text DEFAULT NULL COMMENT 'Table 29',
  twice int GENERATED ALWAYS AS (id_copy * 2) VIRTUAL,
  PRIMARY KEY (id),
  CONSTRAINT tag_account_id FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
  CONSTRAINT tag_supplier FOREIGN KEY (supplier_id) REFERENCES supplier (id) ON DELETE SET NULL
);
CREATE TABLE warehouse (
  id int NOT NULL AUTO_INCREMENT,
  order_id int NOT NULL,
  tag_id int,
  label varchar(50),
  amount decimal(8,0) NOT NULL DEFAULT 1,
  done tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY warehouse_label_desc (label DESC),
  CONSTRAINT warehouse_order_id FOREIGN KEY (order_id) REFERENCES `order` (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT warehouse_tag FOREIGN KEY (tag_id) REFERENCES tag (id)
);
-- Goes in verbatim, and sorts before the table that it refers to.
CREATE TABLE hashed (
  id int NOT NULL,
  warehouse_id int,
  UNIQUE KEY hashed_id (id) USING HASH,
  KEY hashed_warehouse (warehouse_id),
  CONSTRAINT hashed_warehouse FOREIGN KEY (warehouse_id) REFERENCES warehouse (id)
);
CREATE SEQUENCE receipt START WITH 100 INCREMENT BY 5;

-- A view that is made of one that sorts after it.
CREATE VIEW zero_total AS SELECT id, account_id FROM `order` WHERE total = 0;
CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW all_free AS SELECT z.id, a.email FROM zero_total z JOIN account a ON a.id = z.account_id;

DELIMITER //
CREATE TRIGGER account_lower BEFORE INSERT ON account FOR EACH ROW
BEGIN
  SET NEW.email = lower(NEW.email);
  IF NEW.logins > 5 THEN
    SET NEW.logins = 5;
  END IF;
END//
CREATE TRIGGER order_audit AFTER UPDATE ON `order` FOR EACH ROW INSERT INTO audit (what) VALUES (concat('order; ', NEW.id))//
CREATE FUNCTION gross(net decimal(10,2)) RETURNS decimal(10,2) DETERMINISTIC RETURN net * 1.19//
CREATE PROCEDURE tidy(IN days int)
  COMMENT 'Forgets; what is old'
BEGIN
  DELETE FROM cache WHERE expires < days;
  SELECT 'a;b' AS done;
END//
SET sql_mode = 'ANSI_QUOTES'//
CREATE PROCEDURE quoted() SELECT "id" FROM "order"//
SET sql_mode = DEFAULT//
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 03:00:00' DO CALL tidy(30)//
DELIMITER ;

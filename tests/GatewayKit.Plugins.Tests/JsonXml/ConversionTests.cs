using System.Text;
using System.Text.Json;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Tests.JsonXml;

/// <summary>The conversions themselves, without a gateway.</summary>
public sealed class ConversionTests
{
    private const string Declaration = """<?xml version="1.0" encoding="utf-8"?>""";

    private static readonly XmlJsonRules s_rules = new();
    private static readonly XmlJsonRules s_listed = new()
    {
        DefaultNamespace = "urn:o",
        Namespaces = new Dictionary<string, string> { ["p"] = "urn:p" },
    };

    [Theory]
    [InlineData("<a/>", """{"a":""}""")]
    [InlineData("<a></a>", """{"a":""}""")]
    [InlineData("<a>text</a>", """{"a":"text"}""")]
    [InlineData("<a> x </a>", """{"a":" x "}""")]
    [InlineData("<a>\n  </a>", """{"a":""}""")]
    [InlineData("<a xml:space='preserve'> </a>", """{"a":{"@xml:space":"preserve","#text":" "}}""")]
    [InlineData("<a>&lt;&#65;&quot;&#x1F600;</a>", """{"a":"<A\"\uD83D\uDE00"}""")]
    [InlineData("<a><![CDATA[<b>]]> &amp; c<![CDATA[ ]]></a>", """{"a":"<b> & c "}""")]
    [InlineData("<a><!-- no --><?no no?>x<!-- no -->y</a>", """{"a":"xy"}""")]
    [InlineData("<a id='1'>x</a>", """{"a":{"@id":"1","#text":"x"}}""")]
    [InlineData("<a id='1'/>", """{"a":{"@id":"1"}}""")]
    [InlineData("<a><b>1</b><c>2</c><b>3</b></a>", """{"a":{"b":["1","3"],"c":"2"}}""")]
    [InlineData("<a><b/><b x='1'/><b><c/></b></a>", """{"a":{"b":["",{"@x":"1"},{"c":""}]}}""")]
    [InlineData("<a>\n one <b>two</b> three\n</a>", """{"a":{"b":"two","#text":"one  three"}}""")]
    [InlineData("<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/>", """{"a":null}""")]
    [InlineData("<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='1' b='2'/>", """{"a":{"@b":"2","@xsi:nil":"true"}}""")]
    [InlineData("<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='b'/>", """{"a":{"@xsi:type":"b"}}""")]
    [InlineData("<a>007</a>", """{"a":"007"}""")]
    [InlineData("<größe>ü\r\nß</größe>", """{"größe":"ü\nß"}""")]
    public void Xml_becomes_json(string xml, string json) => Assert.Equal(json, ToJson(xml, s_rules));

    [Theory]
    [InlineData("""{"a":""}""", "<a />")]
    [InlineData("""{"a":"x"}""", "<a>x</a>")]
    [InlineData("""{"a":{}}""", "<a />")]
    [InlineData("""{"a":true}""", "<a>true</a>")]
    [InlineData("""{"a":" "}""", "<a><![CDATA[ ]]></a>")]
    [InlineData("""{"a":"<\r\n\t\">&"}""", "<a>&lt;&#xD;\n\t\"&gt;&amp;</a>")]
    [InlineData("""{"a":"\ud83d\ude00"}""", "<a>😀</a>")]
    [InlineData("""{"a":{"b":"null","@id":2}}""", """<a id="2"><b>null</b></a>""")]
    [InlineData("""{"a":{"@id":null}}""", """<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" />""")]
    [InlineData("""{"a":{"\u0040id":"x\ny"}}""", """<a id="x&#xA;y" />""")]
    [InlineData("""{"a":{"#text":"x","b":[]}}""", "<a>x</a>")]
    [InlineData("""{"a":{"b":[1,"2",{"c":3}]}}""", "<a><b>1</b><b>2</b><b><c>3</c></b></a>")]
    [InlineData("""{"a":{"b":[[1,2],[3]]}}""", "<a><b><item>1</item><item>2</item></b><b><item>3</item></b></a>")]
    [InlineData("[1,[2]]", "<root><item>1</item><item><item>2</item></item></root>")]
    [InlineData("""{"a":1,"b":2}""", "<root><a>1</a><b>2</b></root>")]
    [InlineData("""{"a":[1,2]}""", "<root><a>1</a><a>2</a></root>")]
    [InlineData("""{"@a":1}""", """<root a="1" />""")]
    [InlineData("{}", "<root />")]
    [InlineData("\"x\"", "<root>x</root>")]
    [InlineData("-0.50E+10", "<root>-0.50E+10</root>")]
    [InlineData("123456789012345678901234567890.10", "<root>123456789012345678901234567890.10</root>")]
    [InlineData("""{"a":null}""", """<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" />""")]
    [InlineData("""{"a":{"@xml:lang":"de"}}""", """<a xml:lang="de" />""")]
    [InlineData("""{"p:a":{"@xmlns:p":"urn:p","@p:b":"1","c":{"@xmlns":"urn:c","d":""}}}""",
        """<p:a xmlns:p="urn:p" p:b="1"><c xmlns="urn:c"><d /></c></p:a>""")]
    public void Json_becomes_xml(string json, string xml) => Assert.Equal(Declaration + xml, ToXml(json, s_rules));

    [Theory]
    [InlineData("""{"a":{"@b":"1","c":["2","3"],"d":{"e":"","f":null},"#text":"4"}}""")]
    [InlineData("""{"o:a":{"@xmlns:o":"urn:o","@o:b":"1","o:c":[{"@xmlns":"urn:c","d":"x"},"y"]}}""")]
    [InlineData("""{"a":" \t\n"}""")]
    [InlineData("""{"a":{"@b":" \n\t\r","#text":"\r x"}}""")]
    [InlineData("""{"a":{"b":["😀","\u00e9",""]}}""")]
    public void Json_survives_a_round_trip(string json)
    {
        var back = ToJson(ToXml(json, s_rules), s_rules);

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(back).RootElement), back);
    }

    [Theory]
    [InlineData("<o:a xmlns:o='urn:o' o:b='1'><c/><o:d xmlns:o='urn:other'/></o:a>")]
    [InlineData("<a xmlns='urn:a'><b xmlns=''>1</b><b x='2'/></a>")]
    public void Xml_survives_a_round_trip_with_its_namespaces(string xml)
    {
        var back = ToXml(ToJson(xml, s_rules), s_rules);

        Assert.Equal(ToJson(xml, s_rules), ToJson(back, s_rules));
        Assert.True(System.Xml.Linq.XNode.DeepEquals(
            System.Xml.Linq.XElement.Parse(xml), System.Xml.Linq.XElement.Parse(back)), back);
    }

    [Theory]
    [InlineData("<x:a xmlns:x='urn:o'><y:b xmlns:y='urn:p' y:c='1'/></x:a>", """{"a":{"p:b":{"@p:c":"1"}}}""")]
    [InlineData("<a xmlns='urn:o'><b xmlns='urn:p'/><z:c xmlns:z='urn:z'/></a>",
        """{"a":{"p:b":"","z:c":{"@xmlns:z":"urn:z"}}}""")]
    public void Listed_namespaces_have_the_prefixes_of_the_options(string xml, string json) => Assert.Equal(json, ToJson(xml, s_listed));

    [Fact]
    public void The_root_declares_listed_namespaces()
    {
        Assert.Equal(
            Declaration + """<a xmlns:p="urn:p" xmlns="urn:o"><p:b p:c="1" /></a>""",
            ToXml("""{"a":{"p:b":{"@p:c":1}}}""", s_listed));
        Assert.Equal(
            Declaration + """<a xmlns:p="urn:mine" xmlns=""><p:b /></a>""",
            ToXml("""{"a":{"@xmlns:p":"urn:mine","@xmlns":"","p:b":""}}""", s_listed));
    }

    [Fact]
    public void Other_namespaces_can_be_dropped()
        => Assert.Equal(
            """{"a":{"@c":["1","2"],"b":""}}""",
            ToJson("<x:a xmlns:x='urn:x' x:c='1' c='2'><b xmlns='urn:b'/></x:a>", s_rules with { DropsOtherNamespaces = true }));

    [Fact]
    public void Paths_select_arrays_and_types()
    {
        var rules = s_rules with
        {
            Arrays = Paths("/order/line", "tag"),
            Numbers = Paths("line/@no", "price", "*/big"),
            Booleans = Paths("/order/open"),
        };

        Assert.Equal(
            """{"order":{"line":[{"@no":1,"price":[9.50,-1],"big":12345678901234567890.0,"x":"1"}],"open":true,"no":"1","price":"007"}}""",
            ToJson(
                """
                <order><line no="1"><price>9.50</price><price> -1 </price><big>12345678901234567890.0</big><x>1</x></line>
                <open>1</open><no>1</no><price>007</price></order>
                """, rules));
        Assert.Equal(
            """{"tag":[{"price":{"@c":"EUR","#text":5}}]}""", ToJson("<tag><price c='EUR'>5</price></tag>", rules));
    }

    [Theory]
    [InlineData("""{"order":{"lines":[1,{"a":2}]}}""", "<order><lines><line>1</line><line><a>2</a></line></lines></order>")]
    [InlineData("""{"order":{"lines":[]}}""", "<order><lines /></order>")]
    [InlineData("""{"order":{"lines":[1]}}""", "<order><lines><line>1</line></lines></order>")]
    [InlineData("""{"lines":[1]}""", "<lines><line>1</line></lines>")]
    public void A_list_is_an_element_with_items(string json, string xml)
    {
        var rules = s_rules with { Arrays = new ElementPaths([new ElementPath("lines", "line")]), Numbers = Paths("*") };

        Assert.Equal(Declaration + xml, ToXml(json, rules));
        Assert.Equal(json, ToJson(xml, rules));
    }

    [Fact]
    public void A_root_can_be_added_and_removed()
    {
        Assert.Equal(Declaration + "<order><id>1</id></order>", ToXml("""{"id":1}""", s_rules, "order"));
        Assert.Equal("""{"id":"1"}""", ToJson("<order><id>1</id></order>", s_rules, "order"));
        Assert.Equal("\"x\"", ToJson("<order>x</order>", s_rules, "order"));
        Assert.Equal("""{"fault":"x"}""", ToJson("<fault>x</fault>", s_rules, "order"));
    }

    [Theory]
    [InlineData(NullElements.Nil,
        "<a xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><b xsi:nil=\"true\" /><c xsi:nil=\"true\" /></a>")]
    [InlineData(NullElements.Empty, "<a><b /><c /></a>")]
    [InlineData(NullElements.Omit, "<a />")]
    public void Nulls_have_three_forms(NullElements nulls, string xml)
        => Assert.Equal(Declaration + xml, ToXml("""{"a":{"b":null,"c":[null]}}""", s_rules with { Nulls = nulls }));

    [Fact]
    public void Names_can_be_encoded()
    {
        const string json = """{"a":{"first name":"1","@2":"2","$ref":"3","":"4","q:b":"5"}}""";
        var rules = s_rules with { EncodesNames = true };

        Assert.Contains("_x0024_ref", ToXml(json.Replace("\"\":\"4\",", "", StringComparison.Ordinal), rules), StringComparison.Ordinal);
        Assert.Equal(
            """{"a":{"@2":"2","first name":"1","$ref":"3","q:b":"5"}}""",
            ToJson(ToXml(json.Replace("\"\":\"4\",", "", StringComparison.Ordinal), rules), rules));
        Assert.Equal(ConversionFailure.Invalid, Assert.Throws<ConversionException>(() => ToXml(json, rules)).Kind);
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("iso-8859-1", false)]
    [InlineData("windows-1252", false)]
    [InlineData("iso-8859-15", false)]
    public void Xml_has_many_encodings(string name, bool marked)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var declared = encoding.GetBytes($"<?xml version='1.0' encoding='{name}'?><a>größe</a>");
        var plain = encoding.GetBytes("<a>größe</a>");
        if (marked)
            (declared, plain) = ([.. encoding.GetPreamble(), .. declared], [.. encoding.GetPreamble(), .. plain]);

        Assert.Equal("""{"a":"größe"}""", Text(XmlToJson.Convert(declared, null, s_rules)));
        Assert.Equal("""{"a":"größe"}""", Text(XmlToJson.Convert(plain, name, s_rules)));
    }

    [Theory]
    [InlineData("utf-16", "utf-16BE")]
    [InlineData(null, "utf-16BE")]
    [InlineData(null, "utf-16")]
    public void Utf16_needs_no_mark(string? charset, string encoding)
        => Assert.Equal(
            """{"a":"ü"}""", Text(XmlToJson.Convert(Encoding.GetEncoding(encoding).GetBytes("<a>ü</a>"), charset, s_rules)));

    [Theory]
    [InlineData("<a>größe</a>", "klingon")]
    [InlineData("<?xml version='1.0' encoding='utf-7'?><a/>", null)]
    public void Unknown_encodings_are_refused(string xml, string? charset)
        => Assert.Equal(
            ConversionFailure.UnknownCharset,
            Assert.Throws<ConversionException>(() => XmlToJson.Convert(Encoding.UTF8.GetBytes(xml), charset, s_rules)).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("<a>")]
    [InlineData("<a></b>")]
    [InlineData("<a/><b/>")]
    [InlineData("<a/>x")]
    [InlineData("<a b='1' b='2'/>")]
    [InlineData("<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>")]
    [InlineData("<x:a/>")]
    [InlineData("<a>&b;</a>")]
    [InlineData("<a>&#0;</a>")]
    [InlineData("<a>\u0001</a>")]
    [InlineData("<?xml version='1.1'?><a/>")]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><a/>")]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://127.0.0.1:1/'> %b;]><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;'>]><a>&d;</a>")]
    public void Invalid_xml_is_refused(string xml)
        => Assert.Equal(ConversionFailure.Invalid, Assert.Throws<ConversionException>(() => ToJson(xml, s_rules)).Kind);

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        Assert.Throws<ConversionException>(() => XmlToJson.Convert((byte[])[.. "<a>"u8, 0xC3, .. "</a>"u8], null, s_rules));
        Assert.Throws<ConversionException>(() => XmlToJson.Convert((byte[])[.. "<a>"u8, 0xFF, .. "</a>"u8], "utf-8", s_rules));
        Assert.Throws<ConversionException>(() => JsonToXml.Convert((byte[])[.. "{\"a\":\""u8, 0xC3, .. "\"}"u8], s_rules));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("<a/>")]
    [InlineData("{\"a\":1}{}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"b\":{\"a\":1,\"\\u0061\":2}}")]
    [InlineData("{\"a\":\"\\u0000\"}")]
    [InlineData("{\"a\":\"\\uFFFE\"}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"a b\":1}")]
    [InlineData("{\"1\":1}")]
    [InlineData("{\"\":1}")]
    [InlineData("{\"a\":{\"@\":1}}")]
    [InlineData("{\"a><b\":1}")]
    [InlineData("{\"a:b:c\":1}")]
    [InlineData("{\"p:a\":1}")]
    [InlineData("{\":a\":1}")]
    [InlineData("{\"a\":{\"@b\":{}}}")]
    [InlineData("{\"a\":{\"@b\":[]}}")]
    [InlineData("{\"a\":{\"@xmlns:xml\":\"urn:a\"}}")]
    [InlineData("{\"a\":{\"@xmlns:p\":\"\"}}")]
    [InlineData("{\"xmlns:a\":1}")]
    [InlineData("{\"a\":{\"@xmlns:p\":\"urn:p\",\"@xmlns:q\":\"urn:p\",\"@p:b\":1,\"@q:b\":2}}")]
    public void Json_that_xml_cannot_have_is_refused(string json)
        => Assert.Equal(ConversionFailure.Invalid, Assert.Throws<ConversionException>(() => ToXml(json, s_rules)).Kind);

    [Theory]
    [InlineData("<a><lines x='1'><line/></lines></a>")]
    [InlineData("<a><lines><line/><other/></lines></a>")]
    [InlineData("<a><lines>text</lines></a>")]
    public void Other_content_of_a_list_is_refused(string xml)
        => Assert.Throws<ConversionException>(
            () => ToJson(xml, s_rules with { Arrays = new ElementPaths([new ElementPath("lines", "line")]) }));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(50_000, false)]
    public void The_depth_is_bounded(int depth, bool isAllowed)
    {
        var xml = string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));
        var json = new string('[', depth) + new string(']', depth);

        foreach (var convert in (Action[])[() => ToJson(xml, s_rules), () => ToXml(json, s_rules)])
        {
            if (isAllowed)
                convert();
            else
                Assert.Equal(ConversionFailure.Invalid, Assert.Throws<ConversionException>(convert).Kind);
        }
    }

    [Fact]
    public void A_body_that_grows_too_much_is_refused()
    {
        var json = $"{{\"{new string('a', 400_000)}\":[{string.Join(',', Enumerable.Repeat("0", 200_000))}]}}";
        Assert.Equal(ConversionFailure.TooLarge, Assert.Throws<ConversionException>(() => ToXml(json, s_rules)).Kind);

        var prefix = new string('p', 200);
        var rules = s_rules with { Namespaces = new Dictionary<string, string> { [prefix] = "urn:p" } };
        var xml = $"<a xmlns:p='urn:p'>{string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<p:b{i}/>"))}</a>";
        Assert.Equal(ConversionFailure.TooLarge, Assert.Throws<ConversionException>(() => ToJson(xml, rules)).Kind);
    }

    /// <summary>A search in all names, or a copy of all texts, for each element would need minutes.</summary>
    [Fact]
    public async Task Many_names_and_texts_take_linear_time()
    {
        const int count = 400_000;
        var rules = s_rules with { MaxLength = 64 << 20 };

        var (names, texts) = await Task.Run(() => (
            ToJson($"<a>{string.Concat(Enumerable.Range(0, count).Select(i => $"<b{i}/>"))}</a>", rules),
            ToJson($"<a>{string.Concat(Enumerable.Repeat("<![CDATA[x]]>", count))}</a>", rules)))
            .WaitAsync(TimeSpan.FromSeconds(60));
        var items = await Task.Run(() => ToJson($"<a>{string.Concat(Enumerable.Repeat("<b/>", count))}</a>", rules))
            .WaitAsync(TimeSpan.FromSeconds(60));
        var members = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"b{i}\":\"\""));
        var xml = await Task.Run(() => ToXml($"{{\"a\":{{{members}}}}}", rules)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal($"{{\"a\":{{{members}}}}}", names);
        Assert.Equal(count + 8, texts.Length);
        Assert.Equal(count, items.Split("\"\"").Length - 1);
        Assert.EndsWith($"<b{count - 1} /></a>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_element_does_not_slow_down_the_small_ones_after_it()
    {
        const int names = 400_000;
        const int elements = 100_000;
        var small = $"<c>{string.Concat(Enumerable.Range(0, 10).Select(i => $"<b{i}/>"))}</c>";
        var xml = $"<a><c>{string.Concat(Enumerable.Range(0, names).Select(i => $"<b{i}/>"))}</c>"
            + string.Concat(Enumerable.Repeat(small, elements)) + "</a>";

        var json = await Task.Run(() => ToJson(xml, s_rules with { MaxLength = 64 << 20 })).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(elements + 1, json.Split("\"b9\"").Length - 1);
    }

    [Theory]
    [InlineData("/a/b", "a/b", true)]
    [InlineData("/a/b", "x/a/b", false)]
    [InlineData("/a", "a/b", false)]
    [InlineData("b", "a/b", true)]
    [InlineData("a/b", "x/a/b", true)]
    [InlineData("a/*", "x/a/b", true)]
    [InlineData("*/b", "b", false)]
    [InlineData("/*", "a", true)]
    [InlineData("@id", "a/@id", true)]
    public void Paths_match(string path, string names, bool isMatch)
    {
        Assert.True(ElementPath.IsValid(path));
        Assert.Equal(isMatch, Paths(path).Find(names.Split('/')) is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".")]
    [InlineData("$.a")]
    [InlineData("a[0]")]
    [InlineData("a/#text")]
    [InlineData("p:")]
    [InlineData("p:a:b")]
    [InlineData("@@id")]
    public void Invalid_paths_are_refused(string path) => Assert.False(ElementPath.IsValid(path));

    [Fact]
    public void Names_of_paths_follow_the_attribute_prefix_and_encoding()
    {
        Assert.True(ElementPath.IsValid("p:a/-p:id", "-"));
        Assert.False(ElementPath.IsValid("p:a/@id", "-"));
        Assert.True(ElementPath.IsValid("1st/a b", isEncoded: true));
        Assert.False(ElementPath.IsValid("a//b", isEncoded: true));
    }

    [Theory]
    [InlineData("a{0}")]
    [InlineData("xmlns:a{0}")]
    public void The_attributes_of_an_element_are_bounded(string name)
    {
        Assert.StartsWith("<e ", ToXml(Json(XmlJsonRules.MaxAttributes), s_rules)[Declaration.Length..], StringComparison.Ordinal);
        ToJson(Xml(XmlJsonRules.MaxAttributes), s_rules);

        Assert.Throws<ConversionException>(() => ToXml(Json(XmlJsonRules.MaxAttributes + 1), s_rules));
        Assert.Throws<ConversionException>(() => ToJson(Xml(XmlJsonRules.MaxAttributes + 1), s_rules));

        string Name(int index) => name.Replace("{0}", $"{index}", StringComparison.Ordinal);
        string Json(int count)
            => "{\"e\":{" + string.Join(',', Enumerable.Range(0, count).Select(index => $"\"@{Name(index)}\":\"u\"")) + "}}";
        string Xml(int count) => $"<e {string.Join(' ', Enumerable.Range(0, count).Select(index => $"{Name(index)}='u'"))}/>";
    }

    /// <summary>The reader of XML would need minutes for all attributes of a long element.</summary>
    [Fact]
    public void An_element_with_too_many_attributes_is_not_read_to_its_end()
    {
        var attributes = string.Join(' ', Enumerable.Range(0, XmlJsonRules.MaxAttributes + 1).Select(index => $"a{index}='1'"));

        var error = Assert.Throws<ConversionException>(() => ToJson($"<a {attributes} <", s_rules));

        Assert.Equal("has an element with more than 1000 attributes", error.Message);
    }

    [Theory]
    [InlineData("<!-->{0}--><a>x</a>")]
    [InlineData("<?a {0}?><a>x</a>")]
    [InlineData("<a>x</a><!--{0}-->")]
    public void Quotation_marks_outside_of_elements_are_not_attributes(string xml)
        => Assert.Equal("""{"a":"x"}""", ToJson(xml.Replace("{0}", new string('"', 10_001), StringComparison.Ordinal), s_rules));

    [Theory]
    [InlineData("{0}")]
    [InlineData("<![CDATA[{0}]]]]>")]
    public void Quotation_marks_in_texts_are_not_attributes(string text)
    {
        var quotes = new string('\'', 10_001);

        Assert.StartsWith(
            $$"""{"a":{"@b":">","#text":"{{quotes}}""",
            ToJson($"<a b='>'>{text.Replace("{0}", quotes, StringComparison.Ordinal)}</a>", s_rules), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE a><a/>", "has a document type definition (line 1, position 1), which isn't allowed")]
    [InlineData("<?xml version='1.0'?>\n<!-- <!DOCTYPE b>\n\n--> <!DOCTYPE a><a/>",
        "has a document type definition (line 4, position 5), which isn't allowed")]
    [InlineData("<a>\n<b></a>", "isn't valid XML (line 2, position 6)")]
    [InlineData("<a><!DOCTYPE a></a>", "isn't valid XML (line 1, position 6)")]
    [InlineData(" ", "isn't valid XML")]
    public void A_failure_states_its_place(string xml, string expected)
        => Assert.Equal(expected, Assert.Throws<ConversionException>(() => ToJson(xml, s_rules)).Message);

    [Theory]
    [InlineData("<a xmlns:p='urn:z' xmlns:q='urn:p'><p:b p:c='1' q:c='2'/><q:b/></a>",
        """{"a":{"@xmlns:p_2":"urn:z","p_2:b":{"@p_2:c":"1","@p:c":"2"},"p:b":""}}""")]
    [InlineData("<a xmlns:xsi='urn:z' xsi:nil='true'/>", """{"a":{"@xmlns:xsi_2":"urn:z","@xsi_2:nil":"true"}}""")]
    public void A_document_cannot_use_a_listed_prefix_for_another_namespace(string xml, string json)
    {
        var rules = s_listed with { DefaultNamespace = "" };
        Assert.Equal(json, ToJson(xml, rules));
        Assert.Equal(json, ToJson(ToXml(json, rules), rules));
    }

    [Fact]
    public void Decoded_names_are_not_those_of_attributes_text_or_listed_namespaces()
        => Assert.Equal(
            """{"a":{"@b c":"1","_x0040_b":"2","_x0023_text":"3","p_x003A_d":"4","_xD800_":"5","e f":"6"}}""",
            ToJson(
                "<a b_x0020_c='1'><_x0040_b>2</_x0040_b><_x0023_text>3</_x0023_text><p_x003A_d>4</p_x003A_d><_xD800_>5</_xD800_>"
                    + "<e_x0020_f>6</e_x0020_f></a>",
                s_listed with { EncodesNames = true, DefaultNamespace = "" }));

    [Theory]
    [InlineData("text/xml; charset=utf-8; charset=\"UTF-8\"", "utf-8")]
    [InlineData("text/xml; charset=iso-8859-1; charset=utf-8", "iso-8859-1, utf-8")]
    [InlineData("text/xml; charset=", "")]
    [InlineData("text/xml", null)]
    public void Different_charsets_are_not_a_charset(string contentType, string? expected)
        => Assert.Equal(expected, Charsets.Of(contentType));

    private static ElementPaths Paths(params string[] paths) => new(paths.Select(path => new ElementPath(path)));

    private static string ToJson(string xml, XmlJsonRules rules, string? root = null)
        => Text(XmlToJson.Convert(Encoding.UTF8.GetBytes(xml), null, rules, root));

    private static string ToXml(string json, XmlJsonRules rules, string? root = null)
        => Text(JsonToXml.Convert(Encoding.UTF8.GetBytes(json), rules, root));

    private static string Text(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);
}

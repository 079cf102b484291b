using System.Text;
using System.Text.Json;
using GatewayKit.Plugins.Tests.Bodies;
using static GatewayKit.Plugins.Tests.Soap.SoapGateway;

namespace GatewayKit.Plugins.Tests.Soap;

public sealed class SoapResponseTests(SoapGateway gateway) : IClassFixture<SoapGateway>
{
    private const string Xsi = """xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" """;

    [Theory]
    [InlineData("/plain", """<q:GetResponse xmlns:q="urn:a"><q:a>1</q:a><b c="d">2</b><e/></q:GetResponse>""",
        """{"a":"1","b":{"@c":"d","#text":"2"},"e":""}""")]
    [InlineData("/plain", $"""<r {Xsi}><a xsi:nil="true"/><b xsi:type="x">1</b><c xsi:nil="1" s:encodingStyle="u"/></r>""",
        """{"a":null,"b":"1","c":null}""")]
    [InlineData("/plain", "<r>text</r>", "\"text\"")]
    [InlineData("/plain", "<r/>", "\"\"")]
    [InlineData("/plain", "", "{}")]
    [InlineData("/orders/1",
        """<x><r><line no="1"><price>1.50</price></line><total>12345678901234567890</total><open>1</open><id>007</id></r></x>""",
        """{"line":[{"@no":1,"price":1.50}],"total":12345678901234567890,"open":true,"id":"007"}""")]
    [InlineData("/orders/1", "<x><other/></x>", "null")]
    [InlineData("/orders/1", "<x><r>1</r><r>2</r></x>", """["1","2"]""")]
    [InlineData("/rpc", """<op:AddResponse xmlns:op="urn:a"><result><p:w xmlns:p="urn:p">1</p:w></result></op:AddResponse>""",
        """{"result":{"p:w":"1"}}""")]
    [InlineData("/typed",
        """<r><id>1</id><ok> true </ok><code>1</code><amount currency="EUR">2.5</amount><line sku="a"><quantity>3</quantity></line></r>""",
        """{"id":1,"ok":true,"code":"1","amount":{"@currency":"EUR","#text":2.5},"line":[{"@sku":"a","quantity":3}]}""")]
    [InlineData("/typed", $"""<r {Xsi}><id xsi:type="a">01</id><amount>2</amount><line/><line xsi:nil="true"/></r>""",
        """{"id":1,"amount":2,"line":[{},null]}""")]
    [InlineData("/typed", "<r><id> +0012345678901234567890.50 </id><amount>-.5e3</amount></r>",
        """{"id":12345678901234567890.50,"amount":-0.5e3}""")]
    [InlineData("/typed", "<r><id>000.</id><amount>INF</amount></r>", """{"id":0,"amount":"INF"}""")]
    [InlineData("/typed", "<r><id>.</id><amount currency=''>1 2</amount></r>", """{"id":".","amount":{"@currency":"","#text":"1 2"}}""")]
    [InlineData("/typed", "<r/>", "{}")]
    public async Task The_content_of_an_envelope_becomes_json(string path, string content, string expected)
    {
        foreach (var version in (string[])[Soap11, Soap12])
        {
            var answer = await gateway.AnswerAsync(path, content, version: version);

            Assert.Equal((200, "application/json"), (answer.Status, answer.Header("Content-Type")));
            Assert.Equal(Normal(expected), Normal(answer.Text));
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_compressed_response_is_decoded_and_encoded(string coding)
    {
        var message = Encoding.Unicode.GetBytes("\uFEFF" + Message("<r><a>größe😀</a></r>"));
        gateway.Upstream.Answer(
            CodedBytes.Encode(coding, message), isChunked: true,
            ("Content-Type", "text/xml"), ("Content-Encoding", coding), ("ETag", "\"a\""));

        var answer = await gateway.SendAsync("/plain");

        Assert.Equal(
            (coding, """{"a":"größe\uD83D\uDE00"}""", "W/\"a\""), (answer.Coding, answer.Text, answer.Header("ETag")));
    }

    [Theory]
    [InlineData("iso-8859-1", "text/xml")]
    [InlineData("utf-8", "text/xml; charset=iso-8859-1")]
    [InlineData("utf-16", "application/xml")]
    public async Task The_charset_is_that_of_the_type_or_the_declaration(string declared, string type)
    {
        var text = $"""<?xml version="1.0" encoding="{declared}"?>""" + Message("<r><a>größe</a></r>");
        var encoding = declared == "utf-16" ? Encoding.BigEndianUnicode : Encoding.Latin1;
        gateway.Upstream.Answer(encoding.GetBytes(text), isChunked: false, ("Content-Type", type));

        Assert.Equal("""{"a":"größe"}""", (await gateway.SendAsync("/plain")).Text);
    }

    [Theory]
    [InlineData("<s:Fault><faultcode>s:Client</faultcode><faultstring>No</faultstring></s:Fault>", 400, "Client", "\"detail\":\"No\"")]
    [InlineData("<s:Fault><faultcode>s:Client.Age.Low</faultcode></s:Fault>", 400, "Client", "\"faultSubcodes\":[\"Age\",\"Low\"]")]
    [InlineData("<s:Fault><faultcode>s:Server</faultcode><detail><a/></detail></s:Fault>", 502, "Server", null)]
    [InlineData("<s:Fault><faultcode>s:Client</faultcode><detail><q:a xmlns:q='urn:q'><b>1</b></q:a></detail></s:Fault>", 400, "Client",
        "\"faultDetail\":{\"a\":{\"b\":\"1\"}}")]
    [InlineData("<s:Fault><faultcode>s:MustUnderstand</faultcode></s:Fault>", 502, "MustUnderstand", null)]
    [InlineData("<s:Fault/>", 502, "", null)]
    [InlineData("<s:Fault><faultcode><a/></faultcode><faultstring>1</faultstring><faultstring>2</faultstring></s:Fault>", 502, "", null)]
    public async Task A_fault_becomes_a_problem(string fault, int status, string code, string? part)
    {
        foreach (var upstream in (int[])[200, 500])
        {
            var answer = await gateway.AnswerAsync("/plain", fault, upstream);

            Assert.Equal((status, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
            Assert.Contains($"\"faultCode\":\"{code}\"", answer.Text, StringComparison.Ordinal);
            Assert.Equal(status == 400 && fault.Contains("<detail>", StringComparison.Ordinal),
                answer.Text.Contains("faultDetail", StringComparison.Ordinal));
            Assert.Contains(part ?? "", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_fault_of_the_other_version_is_a_fault()
    {
        var in11 = await gateway.AnswerAsync(
            "/plain", $"<f:Fault xmlns:f='{Soap12}'><f:Code><f:Value>f:Sender</f:Value></f:Code></f:Fault>");
        var in12 = await gateway.AnswerAsync(
            "/plain", $"<f:Fault xmlns:f='{Soap11}'><faultcode>f:Client</faultcode></f:Fault>", version: Soap12);

        Assert.Equal((400, 400), (in11.Status, in12.Status));
        Assert.Contains("\"faultCode\":\"Sender\"", in11.Text, StringComparison.Ordinal);
        Assert.Contains("\"faultCode\":\"Client\"", in12.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_texts_of_a_fault_are_bounded()
    {
        var answer = await gateway.AnswerAsync(
            "/plain", $"<s:Fault><faultcode>s:Client.{new string('a', 192)}😀{new string('b', 100_000)}</faultcode>"
                + $"<faultstring>{new string('c', 1999)}😀{new string('d', 100_000)}</faultstring></s:Fault>");

        Assert.Equal(400, answer.Status);
        var problem = JsonDocument.Parse(answer.Text).RootElement;
        Assert.Equal(new string('c', 1999) + "…", problem.GetProperty("detail").GetString());
        Assert.Equal(new string('a', 192) + "…", problem.GetProperty("faultSubcodes")[0].GetString());
        Assert.InRange(answer.Body.Length, 0, 3000);
    }

    [Theory]
    [InlineData("Sender", "", 400)]
    [InlineData("Receiver", "", 502)]
    [InlineData("DataEncodingUnknown", "", 502)]
    [InlineData("Sender", "<s:Subcode><s:Value>q:Other</s:Value><s:Subcode><s:Value>q:Busy</s:Value></s:Subcode></s:Subcode>", 503)]
    [InlineData("Sender", "<s:Subcode><s:Value>wsse:FailedAuthentication</s:Value></s:Subcode>", 502)]
    public async Task Codes_and_subcodes_choose_the_status(string code, string subcode, int status)
    {
        var fault = $"<s:Fault><s:Code><s:Value>s:{code}</s:Value>{subcode}</s:Code><s:Reason><s:Text xml:lang='de'>Nein</s:Text>"
            + "<s:Text xml:lang='en'>No</s:Text></s:Reason><s:Detail><OrderGone/></s:Detail></s:Fault>";

        var answer = await gateway.AnswerAsync("/secure", fault, 500, Soap12);

        Assert.Equal(status, answer.Status);
        Assert.Contains("\"detail\":\"No\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"faultDetail\":{\"OrderGone\":\"\"}", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_element_in_the_detail_chooses_the_status_first()
    {
        var answer = await gateway.AnswerAsync(
            "/secure", "<s:Fault><faultcode>s:Busy</faultcode><detail><q:OrderNotFound xmlns:q='urn:q'/></detail></s:Fault>");

        Assert.Equal(404, answer.Status);
    }

    [Theory]
    [InlineData(500, "text/html", "<html/>", 502)]
    [InlineData(401, "text/plain", "", 502)]
    [InlineData(503, "text/html", "busy", 503)]
    [InlineData(429, "text/xml", "", 429)]
    [InlineData(500, "text/xml", "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>", 502)]
    [InlineData(302, "text/html", "moved", 502)]
    [InlineData(200, "text/html", "<html/>", 502)]
    [InlineData(200, "multipart/related; type=\"application/xop+xml\"", "--a", 502)]
    [InlineData(200, "text/xml", "<a/>", 502)]
    [InlineData(200, "text/xml", "<Envelope><Body/></Envelope>", 502)]
    [InlineData(200, "text/xml", "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>", 502)]
    [InlineData(200, "text/xml; charset=klingon", "<a/>", 502)]
    [InlineData(200, "text/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", 502)]
    [InlineData(200, "text/xml", "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>", 502)]
    [InlineData(200, "text/xml", "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>a</s:Body></s:Envelope>", 502)]
    [InlineData(200, "text/xml",
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body a='b'>c</s:Body></s:Envelope>", 502)]
    [InlineData(202, "text/plain", "ok", 202)]
    [InlineData(200, "text/xml", "", 200)]
    public async Task Other_responses_fail(int status, string type, string body, int expected)
    {
        foreach (var isChunked in (bool[])[true, false])
        {
            gateway.Upstream.Answer(
                status, Encoding.UTF8.GetBytes(body), isChunked, ("Content-Type", type), ("Retry-After", "7"), ("Set-Cookie", "a=b"));

            var answer = await gateway.SendAsync("/plain");

            Assert.Equal(expected, answer.Status);
            Assert.Equal(expected >= 400, answer.Header("Content-Type") == "application/problem+json");
            if (expected >= 400)
                Assert.Equal(expected == 502 ? null : "7", answer.Header("Retry-After"));
        }
    }

    [Theory]
    [InlineData("<a/>", 200)]
    [InlineData("<a s:mustUnderstand='1'/>", 502)]
    [InlineData("<a/><a s:mustUnderstand=' true '/>", 502)]
    [InlineData("<a s:mustUnderstand='1' s:actor='urn:other'/>", 200)]
    [InlineData("<a s:mustUnderstand='1' s:actor='http://schemas.xmlsoap.org/soap/actor/next'/>", 502)]
    [InlineData("<w:Action xmlns:w='http://www.w3.org/2005/08/addressing' s:mustUnderstand='1'>a</w:Action>", 200)]
    [InlineData("<Action s:mustUnderstand='1'>a</Action>", 502)]
    [InlineData(
        "<o:Security xmlns:o='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd' s:mustUnderstand='1'/>",
        200)]
    public async Task A_header_that_must_be_understood_fails(string header, int status)
        => Assert.Equal(status, (await gateway.AnswerAsync("/plain", "<r/>", header: header)).Status);

    [Fact]
    public async Task Several_headers_fail()
    {
        var answer = await gateway.AnswerAsync("/plain", "<r/>", header: "<a s:mustUnderstand='1'/></s:Header><s:Header>");

        Assert.Equal(502, answer.Status);
    }

    [Fact]
    public async Task Attacks_with_size_and_depth_fail()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 7)) + string.Concat(Enumerable.Repeat("</a>", 7));
        var attributes = string.Join(' ', Enumerable.Range(0, 1001).Select(i => $"a{i}='1'"));
        foreach (var content in (string[])[deep, $"<a>{new string('a', 3000)}</a>", "<a/><b/>", "<a/><a/>"])
            Assert.Equal(502, (await gateway.AnswerAsync("/small", content)).Status);
        Assert.Equal(502, (await gateway.AnswerAsync("/plain", $"<a {attributes}/>")).Status);
        Assert.Equal(200, (await gateway.AnswerAsync("/small", deep[3..^4])).Status);

        var zeros = new string('0', 900_000);
        Assert.Equal($$"""{"id":"{{zeros}}x"}""", (await gateway.AnswerAsync("/typed", $"<r><id>{zeros}x</id></r>")).Text);

        gateway.Upstream.Answer(
            CodedBytes.Encode("gzip", new byte[20_000_000]), isChunked: false, ("Content-Type", "text/xml"), ("Content-Encoding", "gzip"));
        Assert.Equal(502, (await gateway.SendAsync("/plain")).Status);
    }

    private static string Normal(string json) => json.Replace(" ", "", StringComparison.Ordinal);
}

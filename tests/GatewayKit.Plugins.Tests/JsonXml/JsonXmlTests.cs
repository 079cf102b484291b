using System.Text;
using GatewayKit.Plugins.JsonXml;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Plugins.Tests.RequestSizeLimit;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.JsonXml;

public sealed class JsonXmlTests(JsonXmlTests.OverHttp1 http1, JsonXmlTests.OverHttp2 http2)
    : IClassFixture<JsonXmlTests.OverHttp1>, IClassFixture<JsonXmlTests.OverHttp2>
{
    private const string Json = "application/json";
    private const string Xml = "application/xml";
    private const string XmlType = "application/xml; charset=utf-8";
    private const string Declaration = """<?xml version="1.0" encoding="utf-8"?>""";
    private const string Order = """{"order":{"größe":"12345678901234567890.10"}}""";
    private const string OrderXml = Declaration + "<order><größe>12345678901234567890.10</größe></order>";

    private static readonly string s_text = string.Concat(Enumerable.Repeat("größe😀", 3000));

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Bodies_are_converted_in_both_directions_and_every_coding(string? coding)
    {
        var (json, xml) = ($$$"""{"order":{"text":"{{{s_text}}}"}}""", $"{Declaration}<order><text>{s_text}</text></order>");
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            foreach (var isChunked in (bool[])[true, false])
            {
                var type = ("Content-Type", "text/xml; charset=utf-8");
                host.Upstream.Answer(
                    CodedBytes.Encode(coding ?? "", Encoding.UTF8.GetBytes(xml)), isChunked,
                    coding is null ? [type] : [type, ("Content-Encoding", coding)]);

                var answer = await PostAsync(host, "/xml", Encoding.UTF8.GetBytes(json), Json, coding, isChunked);

                var decoder = coding == "x-gzip" ? "gzip" : coding ?? "";
                Assert.Equal((200, decoder == "" ? null : decoder, Json), (answer.Status, answer.Coding, answer.Header("Content-Type")));
                Assert.Equal(json.Replace("😀", "\\uD83D\\uDE00", StringComparison.Ordinal), answer.Text);
                Assert.Equal(xml, Encoding.UTF8.GetString(CodedBytes.Decode(decoder, host.Upstream.LastBody!)));
                Assert.Equal(XmlType, host.Upstream.LastHeaders.ContentType.ToString());
                Assert.Equal(answer.Body.Length.ToString(), answer.Header("Content-Length"));
            }
        }
    }

    [Theory]
    [InlineData(Json, null, XmlType, OrderXml, Json, Order)]
    [InlineData(Xml, null, Json, Order, XmlType, OrderXml)]
    [InlineData(Json, "application/xml", XmlType, OrderXml, XmlType, OrderXml)]
    [InlineData(Json, "application/json, text/plain, */*", XmlType, OrderXml, Json, Order)]
    [InlineData(Xml, "application/json", Json, Order, Json, Order)]
    [InlineData("application/vnd.acme+json", "*/*", XmlType, OrderXml, Json, Order)]
    public async Task The_content_type_and_accept_decide(
        string type, string? accept, string upstreamType, string upstreamBody, string answerType, string answerBody)
    {
        http1.Upstream.Answer(null, isChunked: false, ("Content-Type", upstreamType));
        using var content = Content(Encoding.UTF8.GetBytes(MediaFormats.Of(type) == TargetFormat.Json ? Order : OrderXml), type);

        var answer = await http1.SendAsync(
            HttpMethod.Post, "/auto", content, accept is null ? [] : [("Accept", accept)]);

        Assert.Equal(
            (upstreamType, upstreamBody),
            (http1.Upstream.LastHeaders.ContentType.ToString(), Encoding.UTF8.GetString(http1.Upstream.LastBody!)));
        Assert.Equal((200, answerType, answerBody, "Accept"),
            (answer.Status, answer.Header("Content-Type"), answer.Text, answer.Header("Vary")));
    }

    [Theory]
    [InlineData("/xml", "application/json", "application/json, application/xml;q=0.5, text/xml;q=0.5")]
    [InlineData("/xml", "*/*", "*/*")]
    [InlineData("/xml", "text/xml", "text/xml")]
    [InlineData("/json", "text/xml", "text/xml, application/json;q=0.5")]
    [InlineData("/auto", "text/xml", "text/xml, application/json;q=0.5")]
    [InlineData("/auto", "application/json", "application/json, application/xml;q=0.5, text/xml;q=0.5")]
    [InlineData("/auto", "image/png", "image/png")]
    [InlineData("/requests", "application/json", "application/json")]
    public async Task The_upstream_is_asked_for_a_format_that_can_be_converted(string path, string accept, string expected)
    {
        http1.Upstream.Answer("<a/>"u8.ToArray(), isChunked: false, ("Content-Type", "text/plain"));

        Assert.Equal(200, (await http1.SendAsync(HttpMethod.Get, path, null, ("Accept", accept))).Status);

        Assert.Equal(expected, http1.Upstream.LastHeaders.Accept.ToString());
    }

    [Theory]
    [InlineData("/xml", "image/png")]
    [InlineData("/xml", "application/grpc+json")]
    [InlineData("/xml", "application/xhtml+xml")]
    [InlineData("/xml", Json)]
    [InlineData("/xml", "")]
    [InlineData("/requests", Xml)]
    public async Task Other_types_stay_as_they_are(string path, string type)
    {
        http1.Upstream.Answer("<a />"u8.ToArray(), isChunked: false, ("Content-Type", type), ("ETag", "\"a\""));

        var answer = await PostAsync(http1, path, "[1]"u8.ToArray(), "text/plain");

        Assert.Equal(("<a />", "\"a\"", "5"), (answer.Text, answer.Header("ETag"), answer.Header("Content-Length")));
        Assert.Equal(type, answer.Header("Content-Type") ?? "");
        Assert.Equal("[1]"u8.ToArray(), http1.Upstream.LastBody);
    }

    [Fact]
    public async Task An_empty_body_stays_empty()
    {
        foreach (var isChunked in (bool[])[true, false])
        {
            http1.Upstream.Answer([], isChunked, ("Content-Type", Xml));

            var answer = await PostAsync(http1, "/xml", [], Json, isChunked: isChunked);

            Assert.Equal((200, 0, 0), (answer.Status, answer.Body.Length, http1.Upstream.LastBody!.Length));
        }
    }

    [Fact]
    public async Task The_upstream_receives_only_codings_that_can_be_decoded()
    {
        http1.Upstream.Answer("<a/>"u8.ToArray(), isChunked: false, ("Content-Type", Xml));

        await http1.SendAsync(HttpMethod.Get, "/xml", null, ("Accept-Encoding", "dcb, zstd;q=0.5, gzip"));

        Assert.Equal("zstd;q=0.5, gzip", http1.Upstream.LastHeaders.AcceptEncoding);
    }

    [Fact]
    public async Task A_client_gets_its_weak_tag_back()
    {
        http1.Upstream.Answer(304, [], isChunked: true, ("ETag", "\"a\""));

        var answer = await http1.SendAsync(HttpMethod.Get, "/xml", null, ("If-None-Match", "W/\"a\""));

        Assert.Equal((304, "W/\"a\""), (answer.Status, answer.Header("ETag")));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task A_response_without_a_body_stays_as_it_is(int status)
    {
        http1.Upstream.Answer(status, [], isChunked: true, ("ETag", "\"a\""));

        var answer = await http1.SendAsync(HttpMethod.Get, "/auto");

        Assert.Equal((status, "\"a\"", status == 304 ? "Accept" : null), (answer.Status, answer.Header("ETag"), answer.Header("Vary")));
    }

    [Fact]
    public async Task The_headers_describe_the_converted_body()
    {
        http1.Upstream.Answer(
            "<a>1</a>"u8.ToArray(), isChunked: false, ("Content-Type", Xml), ("ETag", "\"a\""), ("Accept-Ranges", "bytes"),
            ("Content-MD5", "a"), ("Digest", "b"), ("Repr-Digest", "c"), ("Content-Digest", "d"));

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            var answer = await http1.SendAsync(method, "/xml", null, ("Range", "bytes=0-4"), ("If-Range", "\"a\""));

            Assert.Equal((200, "W/\"a\"", Json, method == HttpMethod.Get ? "9" : null),
                (answer.Status, answer.Header("ETag"), answer.Header("Content-Type"), answer.Header("Content-Length")));
            Assert.All(
                (string[])["Accept-Ranges", "Content-MD5", "Digest", "Repr-Digest", "Content-Digest", "Vary"],
                name => Assert.Null(answer.Header(name)));
            Assert.False(http1.Upstream.LastHeaders.ContainsKey("Range") || http1.Upstream.LastHeaders.ContainsKey("If-Range"));
        }
    }

    [Theory]
    [InlineData("/json", Xml, null, "<a>", 400)]
    [InlineData("/json", Xml, null, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", 400)]
    [InlineData("/json", Xml, null, "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>", 400)]
    [InlineData("/json", "application/xml; charset=klingon", null, "<a/>", 415)]
    [InlineData("/json", Xml, "compress", "<a/>", 415)]
    [InlineData("/json", Xml, "gzip, gzip", "<a/>", 415)]
    [InlineData("/json", Xml, "gzip", "<a/>", 400)]
    [InlineData("/json", Xml, "br", "<a/>", 400)]
    [InlineData("/xml", Json, null, "{\"a\":1,\"a\":2}", 400)]
    [InlineData("/xml", Json, null, "{\"a b\":1}", 400)]
    [InlineData("/xml", Json, null, "{", 400)]
    [InlineData("/xml", "application/json; charset=iso-8859-1", null, "{}", 415)]
    [InlineData("/any", "text/plain", null, "x", 400)]
    public async Task A_request_that_cannot_be_converted_is_refused(string path, string type, string? coding, string body, int status)
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false, ("Content-Type", "text/plain"));

        var answer = await PostAsync(http1, path, Encoding.UTF8.GetBytes(body), type, coding, isEncoded: true);

        Assert.Equal((status, "application/problem+json", null), (answer.Status, answer.Header("Content-Type"), http1.Upstream.LastBody));
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")]
    [InlineData("<a/>", "Content-Encoding", "compress")]
    [InlineData("<a/>", "Content-Encoding", "gzip")]
    [InlineData("<a/>", "Content-Range", "bytes 0-3/20")]
    [InlineData("<a/>", "Content-Type", "application/xml; charset=klingon")]
    public async Task A_response_that_cannot_be_converted_is_refused(string body, string name = "Content-Type", string value = Xml)
    {
        (string, string)[] headers = name == "Content-Type" ? [(name, value)] : [("Content-Type", Xml), (name, value)];
        http1.Upstream.Answer(name == "Content-Range" ? 206 : 200, Encoding.UTF8.GetBytes(body), isChunked: false, headers);

        var answer = await http1.SendAsync(HttpMethod.Get, "/xml");

        Assert.Equal((502, "application/problem+json", null), (answer.Status, answer.Header("Content-Type"), answer.Coding));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(null, false)]
    [InlineData("gzip", true)]
    public async Task A_long_body_is_refused(string? coding, bool isChunked)
    {
        // In gzip, it grows less than 100 times.
        var random = new Random(1);
        var text = Convert.ToHexString(Enumerable.Range(0, 600_000).Select(_ => (byte)random.Next(4)).ToArray());
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false, ("Content-Type", "text/plain"));
        var request = await PostAsync(http1, "/xml", Encoding.UTF8.GetBytes($"\"{text}\""), Json, coding, isChunked);
        Assert.Equal((413, null), (request.Status, http1.Upstream.LastBody));

        var xml = CodedBytes.Encode(coding ?? "", Encoding.UTF8.GetBytes($"<a>{text}</a>"));
        http1.Upstream.Answer(xml, isChunked, [("Content-Type", Xml), .. coding is null ? [] : new[] { ("Content-Encoding", coding) }]);
        Assert.Equal(502, (await http1.SendAsync(HttpMethod.Get, "/xml")).Status);
    }

    [Fact]
    public async Task Attacks_with_depth_and_growth_are_refused()
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false, ("Content-Type", "text/plain"));
        var deep = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 50_000)));
        var growing = $"{{\"{new string('a', 400_000)}\":[{string.Join(',', Enumerable.Repeat("0", 200_000))}]}}";

        Assert.Equal(400, (await PostAsync(http1, "/json", deep, Xml)).Status);
        Assert.Equal(400, (await PostAsync(http1, "/xml", Encoding.UTF8.GetBytes(new string('[', 50_000)), Json)).Status);
        Assert.Equal(413, (await PostAsync(http1, "/xml", Encoding.UTF8.GetBytes(growing), Json)).Status);
        Assert.Equal(413, (await PostAsync(http1, "/xml", new byte[20_000_000], Json, "gzip")).Status);
        Assert.Null(http1.Upstream.LastBody);
    }

    [Fact]
    public async Task Problems_of_the_upstream_are_converted_and_those_of_the_gateway_are_not()
    {
        const string problem = """{"type":"about:blank","status":404}""";
        const string xml = Declaration + """<problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><status>404</status></problem>""";
        http1.Upstream.Answer(404, Encoding.UTF8.GetBytes(problem), isChunked: false, ("Content-Type", "application/problem+json"));
        var toXml = await http1.SendAsync(HttpMethod.Get, "/json");
        Assert.Equal((404, "application/problem+xml", xml), (toXml.Status, toXml.Header("Content-Type"), toXml.Text));

        http1.Upstream.Answer(404, Encoding.UTF8.GetBytes(xml), isChunked: false, ("Content-Type", "application/problem+xml"));
        var toJson = await http1.SendAsync(HttpMethod.Get, "/xml");
        Assert.Equal((404, "application/problem+json", problem), (toJson.Status, toJson.Header("Content-Type"), toJson.Text));

        var own = await http1.SendAsync(HttpMethod.Get, "/down");
        Assert.Equal((502, "application/problem+json"), (own.Status, own.Header("Content-Type")));
    }

    [Fact]
    public async Task Options_reach_the_conversion()
    {
        http1.Upstream.Answer(
            Encoding.UTF8.GetBytes("""<q:reply xmlns:q="urn:q"><q:lines><q:line no="1">true</q:line></q:lines></q:reply>"""),
            isChunked: false, ("Content-Type", "text/html"));

        var answer = await PostAsync(http1, "/any", """{"a b":null,"o:id":[1]}"""u8.ToArray(), "text/plain");

        Assert.Equal("text/xml; charset=utf-8", http1.Upstream.LastHeaders.ContentType.ToString());
        Assert.Equal(
            Declaration + """<order xmlns:o="urn:q"><a_x0020_b /><o:id>1</o:id></order>""",
            Encoding.UTF8.GetString(http1.Upstream.LastBody!));
        Assert.Equal("""{"o:lines":[{"-no":1,"$":true}]}""", answer.Text);
    }

    [Fact]
    public void An_exchange_without_a_selected_body_costs_no_memory()
    {
        var plugin = new JsonXmlPlugin(new JsonXmlOptions
        {
            Request = new BodyConversion { To = TargetFormat.Xml },
            Response = new BodyConversion { To = TargetFormat.Auto },
        });
        var context = new FakeContext();
        context.Http.Request.ContentType = "application/xml";
        context.Http.Request.Headers.Accept = "application/json, text/plain, */*";
        context.Http.Response.ContentType = "application/octet-stream";

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            Assert.Null(plugin.OnRequestAsync(context).Now().Response);
            Assert.Null(plugin.OnResponseAsync(context).Now().Response);
        }));
    }

    [Theory]
    [InlineData("{}", "(json-xml): options has no conversion; set 'request' or 'response'.")]
    [InlineData("{ request: yaml }", null)]
    [InlineData("{ request: xml, maxBodySize: 17MB }", "(json-xml): options.maxBodySize is 17MB; it must be between 1B and 16MB.")]
    [InlineData("{ request: { to: auto, anyType: true } }",
        "(json-xml): options.request.anyType needs one format to convert to; 'to' must be json or xml.")]
    [InlineData("{ request: { to: xml, contentType: application/json } }", null)]
    [InlineData("{ request: { to: xml, contentType: text/xml; charset=latin1 } }", null)]
    [InlineData("{ request: { to: xml, root: 'a b' } }", null)]
    [InlineData("{ request: { to: xml, root: 'p:a' } }", null)]
    [InlineData("{ request: xml, arrays: ['a//b'] }",
        "(json-xml): options.arrays[0].path is 'a//b'; it must be names separated by '/', such as /order/line or line/price.")]
    [InlineData("{ request: xml, numbers: ['/'] }", null)]
    [InlineData("{ request: xml, booleans: ['$.paid'] }",
        "(json-xml): options.booleans[0] is '$.paid'; it must be names separated by '/', such as /order/line or line/price.")]
    [InlineData("{ request: xml, namespaces: { xml: 'urn:a' } }", null)]
    [InlineData("{ request: xml, namespaces: { a: 'urn:a', b: 'urn:a' } }",
        "(json-xml): options.namespaces has 'urn:a' twice; list each namespace once.")]
    [InlineData("{ request: xml, attributePrefix: '' }", null)]
    [InlineData("{ request: xml, maxDepth: 257 }", null)]
    public async Task Invalid_options_are_refused(string options, string? expected)
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: json-xml, options: {options} }}"));

        Assert.Equal(expected ?? error, error);
    }

    private static Task<CodedAnswer> PostAsync(
        BodyGateway host, string path, byte[] body, string type, string? coding = null, bool isChunked = false, bool isEncoded = false)
    {
        var content = Content(isEncoded ? body : CodedBytes.Encode(coding ?? "", body), type, isChunked);
        if (coding is not null)
            Assert.True(content.Headers.TryAddWithoutValidation("Content-Encoding", coding));
        return host.SendAsync(HttpMethod.Post, path, content);
    }

    private static HttpContent Content(byte[] body, string type, bool isChunked = false)
    {
        HttpContent content = isChunked ? new UnannouncedContent(body) : new ByteArrayContent(body);
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type));
        return content;
    }

    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(
        """
        routes:
          xml:
            clusterId: up
            match: { path: /xml }
            plugins: [ { name: json-xml, options: { request: xml, response: json } } ]
          json:
            clusterId: up
            match: { path: /json }
            plugins: [ { name: json-xml, options: { request: json, response: { to: xml } } } ]
          auto:
            clusterId: up
            match: { path: /auto }
            plugins: [ { name: json-xml, options: { request: auto, response: auto } } ]
          requests:
            clusterId: up
            match: { path: /requests }
            plugins: [ { name: json-xml, options: { request: xml } } ]
          down:
            clusterId: down
            match: { path: /down }
            plugins: [ { name: json-xml, options: { response: xml } } ]
          any:
            clusterId: up
            match: { path: /any }
            plugins:
              - name: json-xml
                options:
                  request: { to: xml, anyType: true, contentType: text/xml; charset=utf-8, root: order }
                  response: { to: json, anyType: true, root: o:reply }
                  namespaces: { o: "urn:q" }
                  attributePrefix: "-"
                  textKey: $
                  arrays: [ { path: o:lines, item: o:line } ]
                  numbers: ["*/-no"]
                  booleans: [/o:reply/o:lines/o:line]
                  nulls: empty
                  invalidNames: encode
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
          down: { destinations: { one: { address: "http://127.0.0.1:1" } } }
        """, protocols, new ScriptedUpstream());

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}

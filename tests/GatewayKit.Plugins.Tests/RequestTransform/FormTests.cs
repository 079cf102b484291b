using System.Text;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Plugins.Tests.RequestSizeLimit;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.RequestTransform;

public sealed class FormTests(FormTests.OverHttp1 http1, FormTests.OverHttp2 http2)
    : IClassFixture<FormTests.OverHttp1>, IClassFixture<FormTests.OverHttp2>
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string s_text = string.Concat(Enumerable.Repeat("gr%C3%B6%C3%9Fe+😀", 3000));

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_form_is_changed_in_every_coding(string? coding)
    {
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            foreach (var isChunked in (bool[])[true, false])
            {
                var answer = await PostAsync(
                    host, "/all/7?q=%C3%A4%26", $"a=1&debug=x&text={s_text}&%64ebug", "Application/X-WWW-form-urlencoded; charset=UTF-8",
                    coding, isChunked);

                Assert.Equal(200, answer.Status);
                Assert.Equal(
                    $"a=1&text={s_text}&tenant=%C3%A4%26&tag=7",
                    Encoding.UTF8.GetString(CodedBytes.Decode(coding ?? "", host.Upstream.LastBody!)));
                Assert.Equal(
                    ("Application/X-WWW-form-urlencoded; charset=UTF-8", coding ?? "", "post", host.Upstream.LastBody!.Length),
                    (host.Upstream.LastHeaders.ContentType.ToString(), host.Upstream.LastHeaders.ContentEncoding.ToString(),
                        host.Upstream.LastHeaders["X-Sent"].ToString(), host.Upstream.LastHeaders.ContentLength));
            }
        }
    }

    [Theory]
    [InlineData("b=2&debug=1&a=1&b=3&debug=2", "b=2&a=1&b=3&tenant=&tag=7")]
    [InlineData("debug", "tenant=&tag=7")]
    [InlineData("a=%7e+%20&&=c&d=1=2;e&?x", "a=%7e+%20&&=c&d=1=2;e&?x&tenant=&tag=7")]
    [InlineData("q=%7e&query=2&x=1&%71=3&tenant=t", "query=%7e&x=1&query=3&tenant=t&tag=7")]
    [InlineData("v=1&a=1&v=2", "v=new%20%2B&a=1&tenant=&tag=7")]
    [InlineData("tag=6&Debug=1&debug+=1", "tag=6&Debug=1&debug+=1&tenant=&tag=7")]
    public async Task Fields_keep_their_text_and_their_order(string sent, string expected)
    {
        await PostAsync(http1, "/all/7", sent);

        Assert.Equal(expected, Encoding.UTF8.GetString(http1.Upstream.LastBody!));
    }

    [Theory]
    [InlineData("a=1&b=%20+&tenant=x", Form)]
    [InlineData("", Form)]
    [InlineData("debug=1&a=%zz", "text/plain")]
    [InlineData("debug=1", "multipart/form-data; boundary=b")]
    [InlineData("{\"debug\":1}", "application/json")]
    public async Task Other_bodies_stay_as_they_are(string body, string type)
    {
        Assert.Equal(200, (await PostAsync(http1, "/some", body, type)).Status);

        Assert.Equal((body, "yes"), (Encoding.UTF8.GetString(http1.Upstream.LastBody!), http1.Upstream.LastHeaders["X-Sent"].ToString()));
    }

    [Theory]
    [InlineData("a=%", 400)]
    [InlineData("a=%2", 400)]
    [InlineData("a=%zz", 400)]
    [InlineData("a=%+1", 400)]
    [InlineData("%c3=1", 400)]
    [InlineData("a=%C3&b=%A4", 400)]
    [InlineData("a=%ed%a0%80", 400)]
    [InlineData("\ufeffdebug=1", 400)]
    [InlineData("a=1", 400, Form, "gzip")]
    [InlineData("a=1", 415, Form, "compress")]
    [InlineData("a=1", 415, Form + "; charset=iso-8859-1")]
    public async Task A_form_that_servers_could_read_differently_never_reaches_the_upstream(
        string body, int status, string type = Form, string? coding = null)
    {
        var answer = await PostAsync(http1, "/some", body, type, coding, isEncoded: true);

        Assert.Equal((status, "application/problem+json", null), (answer.Status, answer.Header("Content-Type"), http1.Upstream.LastBody));
    }

    [Theory]
    [InlineData(500, 1, null, 413)]
    [InlineData(999, 1, null, 200)]
    [InlineData(1000, 1, null, 413)]
    [InlineData(1001, 1, null, 413)]
    [InlineData(1, 1_100_000, null, 413)]
    [InlineData(1, 20_000_000, "gzip", 413)]
    public async Task A_long_form_and_many_fields_are_rejected(int count, int length, string? coding, int status)
    {
        var body = string.Join('&', Enumerable.Repeat(new string('a', length), count));
        // The first case becomes too long only by the change, and the third has a field too many only then.
        var path = count == 500 ? "/grow" : "/some";
        foreach (var isChunked in (bool[])[true, false])
            Assert.Equal(status, (await PostAsync(http1, path, body, Form, coding, isChunked)).Status);
    }

    [Fact]
    public async Task A_value_that_is_not_determined_rejects_the_request()
        => Assert.Equal(400, (await PostAsync(http1, "/all/7?q=1&q=2", "debug=1")).Status);

    [Theory]
    [InlineData("remove: { form: [''] }", "options.remove.form contains an empty name.")]
    [InlineData("rename: { form: { a: a } }", "options.rename.form renames 'a' to itself; use a different name.")]
    [InlineData("add: { form: { '': a } }", "options.add.form contains an empty name.")]
    [InlineData("add: { form: { a: '{% if a %}' } }", null)]
    public async Task Invalid_options_are_rejected(string options, string? expected)
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: request-transform, options: {{ {options} }} }}"));

        if (expected is null)
            Assert.StartsWith("(request-transform): options.add.form has an invalid template for 'a': ", error, StringComparison.Ordinal);
        else
            Assert.Equal($"(request-transform): {expected}", error);
    }

    private static Task<CodedAnswer> PostAsync(
        BodyGateway host, string path, string text, string type = Form, string? coding = null, bool isChunked = false,
        bool isEncoded = false)
    {
        host.Upstream.Answer([], isChunked: false);
        var body = Encoding.UTF8.GetBytes(text);
        var encoded = isEncoded || coding is null ? body : CodedBytes.Encode(coding, body);
        HttpContent content = isChunked ? new UnannouncedContent(encoded) : new ByteArrayContent(encoded);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (coding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return host.SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>A gateway with routes for each kind of change.</summary>
    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(Configuration, protocols, new ScriptedUpstream())
    {
        private const string Configuration = """
            routes:
              all:
                clusterId: up
                match: { path: "/all/{id}" }
                plugins:
                  - name: request-transform
                    options:
                      when: "method == 'POST'"
                      remove: { form: [debug] }
                      rename: { form: { q: query } }
                      replace: { form: { v: "new +" } }
                      add: { form: { tenant: "{{ query.q }}" }, headers: { X-Sent: "{{ method | downcase }}" } }
                      append: { form: { tag: "{{ route.id }}" } }
              some:
                clusterId: up
                match: { path: /some }
                plugins:
                  - name: request-transform
                    options: { remove: { form: [debug] }, add: { form: { tenant: blue }, headers: { X-Sent: 'yes' } } }
              grow:
                clusterId: up
                match: { path: /grow }
                plugins: [ { name: request-transform, options: { maxBodySize: 1000B, append: { form: { more: text } } } } ]
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            """;
    }

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}

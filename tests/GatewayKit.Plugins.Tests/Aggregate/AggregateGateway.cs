using System.IO.Compression;
using System.Text;
using System.Threading.Channels;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Aggregate;

/// <summary>A gateway with a route for each case, and routes for their parts.</summary>
public sealed class AggregateGateway : IAsyncLifetime
{
    private const string Head = """
        routes:
          up: { clusterId: up, match: { path: "/up/{**rest}" }, transforms: [ { pathRemovePrefix: /up } ] }
          kept:
            clusterId: up
            match: { path: "/kept/{**rest}" }
            paths: { encodedSlash: keep }
            transforms: [ { pathRemovePrefix: /kept } ]
          private:
            clusterId: up
            match: { path: "/private/{**rest}" }
            transforms: [ { pathRemovePrefix: /private } ]
            plugins: [ { name: key-auth } ]
          keyed:
            clusterId: up
            match: { path: "/keyed/{**rest}" }
            transforms: [ { pathRemovePrefix: /keyed } ]
            plugins: [ { name: key-auth }, { name: rate-limit, options: { limit: 1, window: 1h, by: consumer } } ]

        """;

    private const string Tail = """

        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key-0123456789 } ] } }
          bob: { credentials: { key-auth: [ { key: bob-key-0123456789-0123 } ] } }
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        """;

    /// <summary>The options of each case, as a flow mapping.</summary>
    public static readonly Dictionary<string, string> Cases = new()
    {
        ["bodies"] = "{ parts: [ { name: user, path: /up/user/7 }, { name: none, path: /up/none } ] }",
        ["template"] = """
            {
              parts: [ { name: user, path: "/up/user/{{ route['rest'] | default: '7' }}" }, { name: none, path: /up/none } ],
              template:
              {
                who: "{{ part.user.body.name }}", city: "in {{ part.user.body.address['city'] | upcase }}",
                big: "{{ part.user.body.big }}", all: "{{ part.user.body.tags }}", second: "{{ part.user.body.tags[1] }}",
                missing: "{{ part.user.body.no.such }}", status: "{{ part.none.status }}", ok: "{{ part.none.ok }}",
                type: "{{ part.user.header['Content-Type'] }}", none: "{{ part.none.body }}", constant: [ 1, true, null, 'x"y' ]
              }
            }
            """,
        ["steps"] = """
            {
              parts:
              [
                { name: last, path: "/up/echo/{{ part.next.body.target }}?q={{ query['q'] }}" },
                { name: next, path: "/up/echo/{{ part.user.body.name }}" },
                { name: user, path: /up/user/7 }
              ],
              template: "{{ part.last.body.target }}"
            }
            """,
        ["path"] = "{ parts: [ { name: a, path: \"/up/echo/{{ query['q'] }}\" } ], template: '{{ part.a.body.target }}' }",
        ["kept-path"] = "{ parts: [ { name: a, path: \"/kept/echo/{{ query['q'] }}\" } ], template: '{{ part.a.body.target }}' }",
        ["mixed-path"] = """
            {
              parts:
              [
                { name: u, path: /up/user/7 },
                { name: a, path: "/up/echo/{{ part.u.body.id }}.{{ query['q'] }}?{{ part.u.body.id }}" }
              ],
              template: "{{ part.a.body.target }}"
            }
            """,
        ["item-path"] = """
            { parts: [ { name: a, path: "/up/echo/{{ item }}", forEach: "{{ query['q'] | split: ',' }}", maxItems: 2 } ] }
            """,
        ["query"] = """
            { parts: [ { name: a, path: "/up/echo?q={{ query['q'] }}&r=1" } ], template: "{{ part.a.body.q }}" }
            """,
        ["post"] = """
            {
              parts:
              [
                { name: user, path: /up/user/7 },
                {
                  name: echo, path: /up/echo, method: POST, headers: { X-Name: "n {{ part.user.body.id }}" }, copyHeaders: [ X-Copied ],
                  body: { id: "{{ part.user.body.id }}", text: "<{{ part.user.body.name }}>" }
                }
              ],
              template: "{{ part.echo.body }}"
            }
            """,
        ["each"] = """
            {
              parts:
              [
                { name: user, path: /up/user/7 },
                { name: stock, path: "/up/stock/{{ item }}", forEach: "{{ part.user.body.tags }}", required: false, default: gone }
              ],
              errorsMember: errors, partialStatus: 203
            }
            """,
        ["each-required"] = """
            {
              parts:
              [
                { name: user, path: /up/user/7 },
                { name: stock, path: "/up/stock/{{ item }}", forEach: "{{ part.user.body.tags }}" }
              ]
            }
            """,
        ["each-many"] = """
            { parts: [ { name: user, path: /up/user/7 },
                { name: stock, path: "/up/stock/{{ item }}", forEach: "{{ part.user.body.tags }}", maxItems: 2 } ] }
            """,
        ["each-no-list"] = """
            { parts: [ { name: user, path: /up/user/7 }, { name: x, path: "/up/x/{{ item }}", forEach: "{{ part.user.body.name }}" } ] }
            """,
        ["credentials"] = "{ parts: [ { name: a, path: /keyed/user/7 } ], template: '{{ part.a.body.id }}' }",
        ["stored"] = "{ parts: [ { name: a, path: /private/user/7 } ], template: '{{ part.a.body.id }}' }",
        ["no-credentials"] = "{ parts: [ { name: a, path: /keyed/user/7, credentials: false } ] }",
        ["optional-text"] = """
            {
              parts:
              [
                { name: a, path: "/up/{{ route['rest'] }}", required: false, default: gone },
                { name: b, path: "/up/echo/{{ item }}", forEach: "{{ part.a.body }}", required: false, default: none }
              ]
            }
            """,
        ["optional"] = """
            {
              parts: [ { name: a, path: /up/status/500, required: false, default: { x: 1 } }, { name: b, path: /up/user/7 } ],
              errorsMember: errors, template: { a: "{{ part.a.body }}", error: "{{ part.a.error }}", b: "{{ part.b.body.id }}" }
            }
            """,
        ["head"] = """
            { parts: [ { name: a, path: /up/length, method: HEAD } ], template: "{{ part.a.header['Content-Length'] }} {{ part.a.ok }}" }
            """,
        ["accepted"] = """
            { parts: [ { name: a, path: /up/status/404, acceptStatuses: [ 404 ] } ], template: { a: "{{ part.a.status }}" } }
            """,
        ["required"] = "{ parts: [ { name: a, path: /up/status/500 }, { name: b, path: /up/wait } ] }",
        ["passed"] = "{ parts: [ { name: a, path: /up/status/404 } ] }",
        ["no-route"] = "{ parts: [ { name: a, path: /nowhere } ], passStatuses: [] }",
        ["late"] = "{ parts: [ { name: a, path: /up/wait } ], timeout: 50ms }",
        ["late-part"] = "{ parts: [ { name: a, path: /up/wait, timeout: 50ms, required: false }, { name: b, path: /up/user/7 } ] }",
        ["late-body"] = "{ parts: [ { name: a, path: /up/half, timeout: 200ms } ] }",
        ["loop"] = "{ parts: [ { name: a, path: /loop } ] }",
        ["missing-of-client"] = "{ parts: [ { name: a, path: '/up/user/{{ query.id }}' } ] }",
        ["missing-of-part"] = "{ parts: [ { name: u, path: /up/user/7 }, { name: a, path: '/up/user/{{ part.u.body.no }}' } ] }",
        ["deep-default"] = "{ parts: [ { name: a, path: /up/deep } ] }",
        ["deep"] = "{ parts: [ { name: a, path: /up/deep } ], maxDepth: 100 }",
        ["sum"] = "{ parts: [ { name: a, path: /up/large }, { name: b, path: /up/large } ], maxTotalSize: 1500KB }",
        ["many-times"] = """
            { parts: [ { name: a, path: /up/large } ], maxTotalSize: 1500KB, template: [ "{{ part.a.body }}", "{{ part.a.body }}" ] }
            """,
        ["serial"] = """
            { parts: [ { name: a, path: /up/held }, { name: b, path: /up/held }, { name: c, path: /up/held } ], maxParallel: 1 }
            """,
        ["parallel"] = "{ parts: [ { name: a, path: /up/held }, { name: b, path: /up/held }, { name: c, path: /up/held } ] }",
        ["accepted-range"] = "{ parts: [ { name: a, path: /up/range/416, acceptStatuses: [416] } ] }",
        ["optional-range"] = "{ parts: [ { name: a, path: /up/range/206, required: false, default: none } ] }",
        ["range"] = "{ parts: [ { name: a, path: /up/range/206 } ] }",
        ["range-200"] = "{ parts: [ { name: a, path: /up/range/200 } ] }",
    };

    private readonly Channel<TaskCompletionSource> _held = Channel.CreateUnbounded<TaskCompletionSource>();

    /// <summary>The paths of parts whose bodies are coded or invalid.</summary>
    private static readonly string[] s_bodies =
        ["gzip", "br", "unknown-coding", "bomb", "broken-gzip", "huge", "text", "invalid", "duplicate", "surrogate", "html"];

    public GatewayTestHost Host { get; private set; } = null!;

    /// <summary>Gets the requests to <c>/up/held</c>, each of which waits until its task ends.</summary>
    public ChannelReader<TaskCompletionSource> Held => _held.Reader;

    public async Task InitializeAsync()
    {
        var yaml = new StringBuilder(Head);
        foreach (var (name, options) in Cases.Concat(s_bodies.Select(body => KeyValuePair.Create(
            body, $"{{ parts: [ {{ name: a, path: /up/{body} }} ] }}"))))
        {
            yaml.AppendLine($"  {name}:").AppendLine($"    match: {{ path: \"/{name}/{{**rest}}\" }}").AppendLine("    plugins:");
            if (name == "credentials")
                yaml.AppendLine("      - name: key-auth");
            if (name == "stored")
                yaml.AppendLine("      - { name: cache, options: { ttl: 1h } }");
            yaml.AppendLine("      - name: aggregate");
            yaml.AppendLine("        options:");
            yaml.AppendLine("          " + options.ReplaceLineEndings("\n          "));
        }

        Host = await PluginGateway.StartAsync(yaml + Tail, setup => setup.WithUpstream(AnswerAsync));
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        http.Response.ContentType = "application/json";
        switch (path.Split('/')[1])
        {
            case "user":
                await http.Response.WriteAsync(
                    """{"id":7,"name":"A\"n/n","big":12345678901234567890.10,"address":{"city":"Köln"},"tags":["a","b","c"]}""");
                break;
            case "none":
                http.Response.StatusCode = 204;
                break;
            case "echo":
                using (var reader = new StreamReader(http.Request.Body))
                {
                    var body = await reader.ReadToEndAsync();
                    var target = path.Length > 6 ? path[6..] : "";
                    var received = $"{http.Request.Headers["X-Name"]} {http.Request.Headers["X-Copied"]}";
                    var (query, content) = (http.Request.QueryString.Value, body.Length > 0 ? body : "null");
                    await http.Response.WriteAsync($$"""{"target":"{{target}}","q":"{{query}}","h":"{{received}}","body":{{content}}}""");
                }

                break;
            case "length":
                http.Response.ContentLength = 5_000_000;
                break;
            case "stock" when path.EndsWith("/b", StringComparison.Ordinal):
                http.Response.StatusCode = 404;
                break;
            case "stock":
                await http.Response.WriteAsync($$"""{"left":"{{path[^1]}}"}""");
                break;
            case "status":
                http.Response.StatusCode = int.Parse(path[8..], null);
                await http.Response.WriteAsync("{}");
                break;
            case "half":
                await http.Response.WriteAsync("[1,");
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
                break;
            case "wait":
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
                break;
            case "held":
                var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _held.Writer.TryWrite(release);
                await release.Task.WaitAsync(http.RequestAborted);
                await http.Response.WriteAsync("1");
                break;
            case "range":
                http.Response.StatusCode = int.Parse(path[7..], null);
                http.Response.Headers.ContentRange = http.Response.StatusCode == 416 ? "bytes */20" : "bytes 0-7/20";
                await http.Response.WriteAsync("""{"a":16}""");
                break;
            case "deep":
                await http.Response.WriteAsync(new string('[', 80) + new string(']', 80));
                break;
            case "large":
                await http.Response.WriteAsync($"\"{new string('x', 900_000)}\"");
                break;
            case "huge":
                await http.Response.WriteAsync($"\"{new string('x', 1_100_000)}\"");
                break;
            case "gzip":
                http.Response.Headers.ContentEncoding = "gzip";
                await WriteAsync(http, "{\"x\":1}", stream => new GZipStream(stream, CompressionLevel.Fastest));
                break;
            case "br":
                http.Response.Headers.ContentEncoding = "br";
                await WriteAsync(http, "{\"x\":1}", stream => new BrotliStream(stream, CompressionLevel.Fastest));
                break;
            case "bomb":
                http.Response.Headers.ContentEncoding = "gzip";
                await WriteAsync(http, $"\"{new string('x', 20_000_000)}\"", stream => new GZipStream(stream, CompressionLevel.Fastest));
                break;
            case "broken-gzip":
                http.Response.Headers.ContentEncoding = "gzip";
                await http.Response.WriteAsync("not gzip");
                break;
            case "unknown-coding":
                http.Response.Headers.ContentEncoding = "compress";
                await http.Response.WriteAsync("{}");
                break;
            case "html":
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync("{}");
                break;
            case "text":
                await http.Response.WriteAsync("\"text\"");
                break;
            case "duplicate":
                await http.Response.WriteAsync("{\"a\":1,\"a\":2}");
                break;
            case "surrogate-text":
                await http.Response.WriteAsync("\"\\ud800\"");
                break;
            case "surrogate-item":
                await http.Response.WriteAsync("[\"\\ud800\"]");
                break;
            case "latin1":
                await http.Response.Body.WriteAsync(new byte[] { (byte)'"', 0xE4, (byte)'"' });
                break;
            case "surrogate":
                await http.Response.WriteAsync("{\"a\":\"\\ud800\"}");
                break;
            default:
                await http.Response.WriteAsync("{\"a\":");
                break;
        }
    }

    private static async Task WriteAsync(HttpContext http, string text, Func<Stream, Stream> encode)
    {
        using var body = new MemoryStream();
        await using (var encoder = encode(body))
            await encoder.WriteAsync(Encoding.UTF8.GetBytes(text));
        await http.Response.Body.WriteAsync(body.ToArray());
    }
}

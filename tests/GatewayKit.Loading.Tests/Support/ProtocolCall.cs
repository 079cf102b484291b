using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Loading.Tests.Support;

/// <summary>A request to a route whose plugin speaks a protocol, and the text that only the plugin can have written.</summary>
/// <param name="Path">The path.</param>
/// <param name="Expected">A part of the media type and the body of the response.</param>
/// <param name="Body">The body; null for a GET request.</param>
/// <param name="ContentType">The media type of the body.</param>
internal sealed record ProtocolCall(string Path, string Expected, string? Body = null, string ContentType = "application/json")
{
    /// <summary>The routes, to be indented by a mapping of routes.</summary>
    public const string Routes = """
        soap:
          match: { path: "/soap/{id}" }
          plugins:
            - { name: soap, options: { operation: Get, namespace: 'urn:o', parameters: { id: route.id }, result: GetResult, numbers: [n] } }
            - name: mock
              options:
                contentType: text/xml
                body: >-
                  <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetResponse xmlns="urn:o"><GetResult><n>7</n>
                  </GetResult></GetResponse></s:Body></s:Envelope>
        jsonrpc:
          match: { path: /jsonrpc }
          plugins: [ { name: jsonrpc, options: { methods: [get] } }, { name: respond, options: { body: passed } } ]
        mcp: { match: { path: /mcp }, plugins: [ { name: mcp, options: { openapi: 'PETS' } } ] }
        mcp-proxy:
          match: { path: /mcp-proxy }
          plugins: [ { name: mcp-proxy, options: { deny: [drop] } }, { name: respond, options: { body: passed } } ]
        grpc-web: { clusterId: up, match: { path: "/web.Service/{method}" }, plugins: [ { name: grpc-web } ] }
        grpc-json: { clusterId: up, match: { path: "/v1/{**rest}" }, plugins: [ { name: grpc-json, options: { descriptors: 'LIBRARY' } } ] }
        aggregate:
          match: { path: /aggregate }
          plugins:
            - name: aggregate
              options:
                parts:
                  - { name: one, path: /respond }
                  - { name: two, path: "/respond?a={{ part.one.body.a }}" }
        graphql:
          match: { path: /graphql }
          plugins: [ { name: graphql, options: { maxDepth: 1 } }, { name: respond, options: { body: passed } } ]
        graphql-rest:
          match: { path: "/graphql/{id}" }
          plugins:
            - { name: graphql-rest, options: { query: "query($id: ID!) { order(id: $id) { id } }", result: /order } }
            - { name: respond, options: { json: { data: { order: { id: "7" } } } } }
        websocket-sse: { clusterId: up, match: { path: /events }, plugins: [ { name: websocket-sse, options: { idFrom: /id } } ] }
        """;

    private static readonly byte[] s_message = [0, 0, 0, 0, 6, 0x0A, 4, .. "Emma"u8];

    public static IReadOnlyList<ProtocolCall> All { get; } =
    [
        new("/soap/7", """{"n":7}"""),
        new("/jsonrpc", "Method not found", """{"jsonrpc":"2.0","method":"drop","id":1}"""),
        new("/mcp", "structuredContent", Tool("get_pets_id", """{"id":7}""")),
        new("/mcp-proxy", "Unknown tool", Tool("drop", "{}")),
        new("/web.Service/Get", "application/grpc-web-text", Convert.ToBase64String(s_message), "application/grpc-web-text"),
        new("/v1/shelves/1/books/2", """{"name":"Emma"}"""),
        new("/aggregate", """{"one":{"a":1},"two":{"a":1}}"""),
        new("/graphql", "LIMIT_EXCEEDED", """{"query":"{ a { b } }"}"""),
        new("/graphql/7", """{"id":"7"}"""),
        new("/events", "id: 7\ndata: {\"id\":7}"),
    ];

    /// <summary>Answers calls of gRPC, and WebSockets with a message. A status in the head needs no trailers, and works with HTTP/1.1.
    /// </summary>
    public static Task AnswerAsync(HttpContext http)
    {
        if (http.WebSockets.IsWebSocketRequest)
            return SendAsync(http);
        if (http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
            return http.Response.WriteAsync("upstream");

        http.Response.ContentType = "application/grpc";
        http.Response.Headers["grpc-status"] = "0";
        return http.Response.Body.WriteAsync(s_message).AsTask();
    }

    /// <summary>Sends the request, and asserts that the plugin has handled it.</summary>
    public async Task CheckAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(Body is null ? HttpMethod.Get : HttpMethod.Post, Path);
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
            request.Headers.Accept.ParseAdd(ContentType + (ContentType == "application/json" ? ", text/event-stream" : ""));
        }

        using var response = await client.SendAsync(request).WaitAsync(Eventually.Patience);
        var text = await response.Content.ReadAsStringAsync().WaitAsync(Eventually.Patience);
        Assert.Contains(Expected, $"{response.Content.Headers.ContentType} {text}", StringComparison.Ordinal);
    }

    private static async Task SendAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync("""{"id":7}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, http.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);
    }

    private static string Tool(string name, string arguments)
        => $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{name}}}","arguments":{{{arguments}}}}}""";
}

using System.Text;
using GatewayKit.Benchmarks.Micro;
using GatewayKit.Benchmarks.Servers;
using GatewayKit.Hosting;
using GatewayKit.Plugins.Mcp;

namespace GatewayKit.Benchmarks.Mcp;

/// <summary>The upstream, which answers as an API and as an MCP server, and the gateway.</summary>
internal static class McpServers
{
    private const string Document = """
        openapi: 3.1.0
        info: { title: Orders, version: "1" }
        paths:
          /orders/{id}:
            get:
              operationId: getOrder
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              responses: { 200: { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
        components:
          schemas: { Order: { type: object, required: [id], properties: { id: { type: integer }, item: { type: string } } } }
        """;

    private static readonly byte[] s_order = """{"id":42,"item":"tea"}"""u8.ToArray();
    private static readonly byte[] s_result =
        """{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"{\"id\":42,\"item\":\"tea\"}"}]}}"""u8.ToArray();
    private static readonly byte[] s_tools = Encoding.UTF8.GetBytes(
        """{"jsonrpc":"2.0","id":1,"result":{"tools":["""
        + string.Join(',', Enumerable.Range(0, 20).Select(
            i => $$"""{"name":"get_{{i}}","description":"Returns an order.","inputSchema":{"type":"object"}""" + "}"))
        + "]}}");

    public static Task<WebApplication> StartUpstreamAsync() => LocalServer.StartAsync(_ => app => app.Run(AnswerAsync));

    /// <param name="upstream">The address of the upstream.</param>
    /// <param name="folder">A folder for the document.</param>
    public static async Task<WebApplication> StartGatewayAsync(string upstream, string folder)
    {
        var file = Path.Combine(folder, "orders.yaml");
        await File.WriteAllTextAsync(file, Document).ConfigureAwait(false);
        return await LocalServer.StartAsync(builder =>
        {
            builder.AddGatewayKit().AddPluginsFrom(typeof(McpPlugin).Assembly).AddConfig(MicroGateway.Bind($$"""
                routes:
                  orders: { clusterId: up, match: { path: "/orders/{**rest}" } }
                  rpc: { clusterId: up, match: { path: /rpc } }
                  mcp: { match: { path: /mcp }, plugins: [ { name: mcp, options: { openapi: '{{file}}' } } ] }
                  proxy:
                    clusterId: up
                    match: { path: /proxy }
                    plugins: [ { name: mcp-proxy, options: { allow: [ { tools: ["get*"] } ], deny: [get_7] } } ]
                clusters: { up: { destinations: { one: { address: "{{upstream}}" } } } }
                """));
            return app => app.MapGatewayKit();
        }).ConfigureAwait(false);
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        var body = s_order;
        if (HttpMethods.IsPost(http.Request.Method))
        {
            using var reader = new StreamReader(http.Request.Body);
            var message = await reader.ReadToEndAsync().ConfigureAwait(false);
            body = message.Contains("tools/list", StringComparison.Ordinal) ? s_tools : s_result;
        }

        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body).ConfigureAwait(false);
    }
}

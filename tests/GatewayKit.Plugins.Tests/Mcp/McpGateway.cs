using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol.Client;

namespace GatewayKit.Plugins.Tests.Mcp;

/// <summary>A gateway with MCP servers for the API of a shop, and the upstream of the shop.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "xunit calls DisposeAsync.")]
public sealed class McpGateway : IAsyncLifetime
{
    public const string Alice = "alice-secret-key";
    public const string Bob = "bob-secret-key";

    private const string Document = """
        openapi: 3.1.0
        info: { title: Shop, version: "1.2" }
        paths:
          /orders/{id}:
            parameters: [ { name: id, in: path, required: true, description: The order's number., schema: { type: string } } ]
            get:
              operationId: getOrder
              summary: Returns an order.
              tags: [orders]
              responses: { 200: { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
            delete:
              tags: [orders, staff]
              responses: { 204: { description: deleted } }
          /orders:
            get:
              operationId: list orders
              tags: [orders]
              parameters:
                - { name: state, in: query, schema: { type: array, items: { enum: [open, sent] } } }
                - { name: tags, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } } }
                - { name: filter, in: query, style: deepObject, explode: true, schema: { type: object } }
                - { name: X-Region, in: header, schema: { type: string } }
                - { name: X-Api-Key, in: header, schema: { type: string } }
                - { name: Authorization, in: header, schema: { type: string } }
                - { name: X-Forwarded-For, in: header, schema: { type: string } }
                - { name: session, in: cookie, schema: { type: string } }
              responses: { 200: { description: ok, content: { application/json: { schema: { type: array } } } } }
            post:
              operationId: addOrder
              tags: [orders]
              requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
              responses:
                201: { description: created, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
          /orders/export/:
            get: { operationId: export, tags: [staff], responses: { 200: { description: ok } } }
          /stock:
            get: { operationId: stock, tags: [staff], security: [ { login: [stock:read] } ], responses: { 200: { description: ok } } }
          /picture:
            get: { operationId: picture, responses: { 200: { description: ok, content: { image/png: {} } } } }
            put:
              operationId: putPicture
              requestBody: { required: true, content: { multipart/form-data: {} } }
              responses: { 200: { description: ok } }
        components:
          securitySchemes: { login: { type: openIdConnect, openIdConnectUrl: https://login.example.com/.well-known/openid-configuration } }
          schemas:
            Order:
              type: object
              required: [number, item]
              properties:
                number: { type: integer, readOnly: true }
                item: { type: string, maxLength: 100 }
                parts: { type: array, items: { $ref: '#/components/schemas/Order' } }
        """;

    private readonly TemporaryFolder _folder = new();

    public GatewayTestHost Host { get; private set; } = null!;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>The status, media type, coding and body of the shop's next responses.</summary>
    public (int Status, string? Type, string? Coding, byte[] Body) Response { get; set; }

    /// <summary>The body of the last request to the shop.</summary>
    public string LastBody { get; private set; } = "";

    /// <summary>Completes when a request for <c>/shop/orders/late</c> arrives.</summary>
    public TaskCompletionSource Late { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task InitializeAsync()
    {
        var file = _folder.Write("shop.yaml", Document);
        Host = await PluginGateway.StartAsync($$"""
            routes:
              open:
                match: { path: /mcp }
                plugins:
                  - name: mcp
                    options:
                      openapi: '{{file}}'
                      basePath: /shop
                      deny: { operations: [putPicture] }
                      documentScopes: false
                      maxResponseSize: 20KB
              closed:
                match: { path: /closed }
                plugins:
                  - { name: key-auth }
                  - name: mcp
                    options:
                      openapi: '{{file}}'
                      basePath: /shop
                      allow: { tags: [orders, staff] }
                      access: [ { for: { tags: [staff] }, groups: [staff] } ]
                      origins: ["https://chat.example.com"]
              rehearsal:
                match: { path: /rehearsal }
                plugins:
                  - { name: mcp, options: { openapi: '{{file}}', basePath: /mocked, allow: { operations: [getOrder] } } }
              shop: { clusterId: shop, match: { path: "/shop/{**rest}" }, plugins: [ { name: key-auth } ] }
              mocked:
                match: { path: "/mocked/{**rest}" }
                plugins: [ { name: mock, options: { contentType: application/json, body: '{"number":1,"item":"mocked"}' } } ]
            clusters: { shop: { destinations: { one: { address: "{upstream}" } } } }
            groups: { staff: {} }
            consumers:
              alice: { groups: [staff], credentials: { key-auth: [ { key: {{Alice}} } ] } }
              bob: { credentials: { key-auth: [ { key: {{Bob}} } ] } }
            """,
            setup => setup.WithTime(Time).WithUpstream(AnswerAsync));
    }

    public async Task DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Sets the shop's next responses, and forgets its requests.</summary>
    public void Answer(int status, string? type, byte[] body, string? coding = null)
    {
        Host.Upstream.Forget();
        Response = (status, type, coding, body);
    }

    public void Answer(int status, string? type, string body) => Answer(status, type, Encoding.UTF8.GetBytes(body));

    /// <summary>Connects the SDK's own client.</summary>
    public Task<McpClient> ConnectAsync(string path = "/mcp", string? key = Alice, string? version = null)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = new Uri(Host.Address, path),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = key is null ? null : new Dictionary<string, string> { ["X-Api-Key"] = key },
        };
        return McpClient.CreateAsync(
            new HttpClientTransport(options), new McpClientOptions { ProtocolVersion = version }).WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Sends a message of the protocol of 2025-11-25.</summary>
    public async Task<(int Status, JsonElement? Message)> PostAsync(
        byte[] message, string path = "/mcp", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(message) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (!headers.Any(header => header.Name == "MCP-Protocol-Version"))
            request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", "2025-11-25");
        request.Headers.TryAddWithoutValidation("X-Api-Key", Alice);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        var text = await response.Content.ReadAsStringAsync();
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            text = text.Split('\n').Last(line => line.StartsWith("data:", StringComparison.Ordinal))[5..];
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonElement.Parse(text));
    }

    public Task<(int Status, JsonElement? Message)> PostAsync(
        string message, string path = "/mcp", params (string Name, string Value)[] headers)
        => PostAsync(Encoding.UTF8.GetBytes(message), path, headers);

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        LastBody = await reader.ReadToEndAsync();
        if (http.Request.Path.Value!.EndsWith("/late", StringComparison.Ordinal))
        {
            Late.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }

        http.Response.StatusCode = Response.Status;
        http.Response.ContentType = Response.Type;
        if (Response.Coding is not null)
            http.Response.Headers.ContentEncoding = Response.Coding;
        await http.Response.Body.WriteAsync(Response.Body);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Mock;

public sealed class StatefulPluginTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly ApiFile _api = new("""
        openapi: 3.0.3
        info: { title: Notes, version: "1" }
        paths:
          /notes:
            get: { responses: { 200: { description: All, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Note" } }, example: [ { id: 1, text: first } ] } } } } }
            post:
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
              responses: { 201: { description: Created, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } } }
          /notes/{id}:
            parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
            get: { responses: { 200: { description: One, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } } } }
            delete: { responses: { 204: { description: Gone } } }
        components: { schemas: { Note: { type: object, required: [text], properties: { id: { type: integer, readOnly: true }, text: { type: string } } } } }
        """);

    private readonly HttpClient _admin = new() { Timeout = s_patience };

    [Fact]
    public async Task Each_consumer_has_a_state_that_an_operator_can_reset()
    {
        await using var host = await StartAsync();

        Assert.Equal((HttpStatusCode.Created, "/notes/2"), await CreateAsync(host, "alice-key"));
        Assert.Equal((HttpStatusCode.Created, "/notes/2"), await CreateAsync(host, "bob-key"));
        Assert.Equal((2, 2), (await CountAsync(host, "alice-key"), await CountAsync(host, "bob-key")));

        Assert.Equal(HttpStatusCode.OK, await ResetAsync(host, "?consumer=alice"));
        Assert.Equal((1, 2), (await CountAsync(host, "alice-key"), await CountAsync(host, "bob-key")));

        Assert.Equal(HttpStatusCode.BadRequest, await ResetAsync(host, "?consumers=bob"));
        Assert.Equal(HttpStatusCode.OK, await ResetAsync(host, ""));
        Assert.Equal(1, await CountAsync(host, "bob-key"));
    }

    [Fact]
    public async Task What_is_deleted_is_gone()
    {
        await using var host = await StartAsync();

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound),
            (await SendAsync(HttpMethod.Delete), await SendAsync(HttpMethod.Get)));

        async Task<HttpStatusCode> SendAsync(HttpMethod method)
        {
            using var request = new HttpRequestMessage(method, "/notes/1");
            request.Headers.Add("X-Api-Key", "alice-key");
            using var answer = await host.Client.SendAsync(request).WaitAsync(s_patience);
            return answer.StatusCode;
        }
    }

    public void Dispose()
    {
        _admin.Dispose();
        _api.Dispose();
    }

    private Task<GatewayTestHost> StartAsync() => PluginGateway.StartAsync(
        $$"""
        routes: { notes: { match: { path: "/notes/{**rest}" }, plugins: [ { name: key-auth }, {{_api.Entry("stateful: true")}} ] } }
        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
          bob: { credentials: { key-auth: [ { key: bob-key } ] } }
        """,
        setup => setup.WithGateway(gateway => gateway.UseAdminUrls("http://127.0.0.1:0")));

    private static async Task<(HttpStatusCode Status, string? Location)> CreateAsync(GatewayTestHost host, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/notes") { Content = JsonContent.Create(new { text = "more" }) };
        request.Headers.Add("X-Api-Key", key);
        using var answer = await host.Client.SendAsync(request).WaitAsync(s_patience);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString);
    }

    private static async Task<int> CountAsync(GatewayTestHost host, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/notes");
        request.Headers.Add("X-Api-Key", key);
        using var answer = await host.Client.SendAsync(request).WaitAsync(s_patience);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetArrayLength();
    }

    private async Task<HttpStatusCode> ResetAsync(GatewayTestHost host, string query)
    {
        const string Text = "Health checks are answered on ";
        var line = host.Logs.Lines.First(l => l.Contains(Text, StringComparison.Ordinal));
        var url = new Uri(new Uri(line[(line.IndexOf(Text, StringComparison.Ordinal) + Text.Length)..].TrimEnd('.')),
            "/plugins/mock/reset" + query);
        using var answer = await _admin.PostAsync(url, null);
        return answer.StatusCode;
    }
}

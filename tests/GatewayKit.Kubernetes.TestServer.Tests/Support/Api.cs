using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GatewayKit.Kubernetes.TestServer.Tests.Support;

/// <summary>A plain HTTP client of a test server.</summary>
internal sealed class Api : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    public Api(TestApiServer server, string? token = null)
    {
        _http = new HttpClient { BaseAddress = server.Address, Timeout = Limit };
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public HttpRequestHeaders Headers => _http.DefaultRequestHeaders;

    public async Task<JsonObject> Get(string path)
    {
        var (status, body) = await Send(HttpMethod.Get, path);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {body}");
        return body;
    }

    public Task<(HttpStatusCode Status, JsonObject Body)> Post(string path, string json) => Send(HttpMethod.Post, path, json);

    public Task<(HttpStatusCode Status, JsonObject Body)> Put(string path, string json) => Send(HttpMethod.Put, path, json);

    public Task<(HttpStatusCode Status, JsonObject Body)> Put(string path, JsonObject value)
        => Send(HttpMethod.Put, path, value.ToJsonString());

    public Task<(HttpStatusCode Status, JsonObject Body)> Merge(string path, string json)
        => Send(HttpMethod.Patch, path, json, "application/merge-patch+json");

    public Task<(HttpStatusCode Status, JsonObject Body)> Apply(string path, string yaml, string query = "fieldManager=a")
        => Send(HttpMethod.Patch, $"{path}?{query}", yaml, "application/apply-patch+yaml");

    public Task<(HttpStatusCode Status, JsonObject Body)> Delete(string path, string? json = null) => Send(HttpMethod.Delete, path, json);

    public async Task<(HttpStatusCode Status, JsonObject Body)> Send(
        HttpMethod method, string path, string? body = null, string mediaType = "application/json")
    {
        using var response = await Respond(method, path, body, mediaType);
        return (response.StatusCode, (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async Task<HttpResponseMessage> Respond(
        HttpMethod method, string path, string? body = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        return await _http.SendAsync(request);
    }

    public async Task<WatchReader> Watch(string path)
    {
        var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new WatchReader(response, await response.Content.ReadAsStreamAsync());
    }

    public void Dispose() => _http.Dispose();
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using GatewayKit.Kubernetes.Api;

namespace GatewayKit.Kubernetes.Tests.Doubles;

/// <summary>An API server that answers requests as a test says, and keeps them.</summary>
internal sealed class FakeApiHandler(Func<HttpRequestMessage, string, HttpResponseMessage?> answer) : HttpMessageHandler
{
    public ConcurrentQueue<(string Method, string Path, string Body)> Requests { get; } = [];

    public ApiServer Connect(TimeProvider time) => new(new HttpClient(this) { BaseAddress = new Uri("http://api.test/") }, null, time);

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK)
        => new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Error(int code, string reason)
        => Json($$"""{ "kind": "Status", "code": {{code}}, "reason": "{{reason}}", "message": "no" }""", (HttpStatusCode)code);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Enqueue((request.Method.Method, request.RequestUri!.PathAndQuery, body));
        return answer(request, body) ?? throw new HttpRequestException("connection refused");
    }
}

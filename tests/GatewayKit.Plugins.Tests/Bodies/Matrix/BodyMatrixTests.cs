using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.Bodies.Matrix;

/// <summary>Each operation with each kind of body, as a request and as a response, over both versions of HTTP.</summary>
public sealed class BodyMatrixTests(BodyMatrixTests.OverHttp1 http1, BodyMatrixTests.OverHttp2 http2)
    : IClassFixture<BodyMatrixTests.OverHttp1>, IClassFixture<BodyMatrixTests.OverHttp2>
{
    public static TheoryData<string> Requests => [.. BodyOperations.All.Where(o => o.Request is not null).Select(o => o.Name)];

    public static TheoryData<string> Responses => [.. BodyOperations.All.Where(o => o.Response is not null).Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_is_changed_or_rejected_clearly(string operation)
        => await CheckAsync(operation, BodyKinds.All, async (gateway, row, kind) =>
        {
            var sample = row.Request!;
            gateway.Upstream.Answer("ok"u8.ToArray(), isChunked: false, ("Content-Type", "text/x-other"));
            var answer = await gateway.SendAsync(HttpMethod.Post, "/" + row.Name, new KindContent(kind, sample));
            return gateway.Upstream.LastBody is { } body
                ? ResultOf(body, gateway.Upstream.LastHeaders.ContentEncoding, kind, sample)
                : answer.Header("Content-Type")!.EndsWith("json", StringComparison.Ordinal) ? answer.Status.ToString() : answer.Text;
        }, (row, kind) => (row.IsStreamed ? kind.Streamed : kind.Buffered).Request);

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task A_response_is_changed_or_replaced_by_an_error(string operation)
        => await CheckAsync(operation, BodyKinds.All, async (gateway, row, kind) =>
        {
            var sample = row.Response!;
            using var content = new KindContent(kind, sample);
            gateway.Upstream.ChunkSize = kind.ChunkSize > 0 ? kind.ChunkSize : int.MaxValue;
            gateway.Upstream.Answer(content.Encoded, kind.ChunkSize > 0, content.Fields);
            try
            {
                var answer = await gateway.SendAsync(HttpMethod.Post, "/" + row.Name);
                return answer.Status != 200 ? answer.Status.ToString() : ResultOf(answer.Body, answer.Coding, kind, sample);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                return BodyResult.Broken.Name;
            }
        }, (row, kind) => (row.IsStreamed ? kind.Streamed : kind.Buffered).Response);

    private async Task CheckAsync(
        string operation, IEnumerable<BodyKind> kinds, Func<Gateway, BodyOperation, BodyKind, Task<string>> run,
        Func<BodyOperation, BodyKind, BodyResult> expected)
    {
        var row = BodyOperations.All.Single(o => o.Name == operation);
        List<string> failures = [];
        foreach (var gateway in (Gateway[])[http1, http2])
        {
            foreach (var kind in kinds)
            {
                var result = await run(gateway, row, kind);
                var wanted = row.Results.TryGetValue(kind.Name, out var own) ? own : expected(row, kind);
                if (result != wanted.Name && !(wanted == BodyResult.Broken && result == "502"))
                    failures.Add($"{kind.Name}: {result} instead of {wanted}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures.Distinct()));
    }

    private static string ResultOf(byte[] body, string? coding, BodyKind kind, BodySample sample)
    {
        var decoded = CodedBytes.Decode(coding is null or "" ? "" : kind.Coding ?? "", body);
        var text = Encoding.UTF8.GetString(decoded).TrimStart('\uFEFF');
        return decoded.Length == 0 ? BodyResult.Empty.Name
            : text == sample.Changed || Encoding.Latin1.GetString(decoded) == sample.Changed ? BodyResult.Changed.Name
            : decoded.AsSpan().SequenceEqual(kind.Content(sample)) ? BodyResult.Same.Name
            : text;
    }

    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(
        $$"""
        routes:
          plain: { clusterId: up, match: { path: /plain } }
          {{string.Join("\n  ", BodyOperations.All.Select(o =>
            $"{o.Name}: {{ {(o.Name == "aggregate" ? "" : "clusterId: up, ")}match: {{ path: /{o.Name} }}, plugins: [ {o.Plugin} ] }}"))}}
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        """, protocols, new ScriptedUpstream());

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}

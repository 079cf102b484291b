using System.Text;
using GatewayKit.Configuration;

namespace GatewayKit.Responses;

/// <summary>A body that takes the place of a problem document, in the parts between its trace ids.</summary>
internal sealed class ProblemContent
{
    private const string TraceIdPlace = "{traceId}";

    private readonly byte[][] _parts;
    private readonly int _length;

    public ProblemContent(ProblemBody body)
    {
        ContentType = NeedsCharset(body.ContentType) ? $"{body.ContentType}; charset=utf-8" : body.ContentType;
        _parts = [.. body.Body.Split(TraceIdPlace).Select(Encoding.UTF8.GetBytes)];
        _length = _parts.Sum(part => part.Length);
    }

    public string ContentType { get; }

    /// <summary>The body's parts; the trace id stands between each two.</summary>
    public ReadOnlySpan<byte[]> Parts => _parts;

    /// <summary>The length of the body with a trace id of a length.</summary>
    public int Length(int traceId) => _length + (_parts.Length - 1) * traceId;

    private static bool NeedsCharset(string contentType)
        => contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !contentType.Contains("charset=", StringComparison.OrdinalIgnoreCase);
}

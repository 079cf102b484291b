using System.Text;
using GatewayKit.Configuration;

namespace GatewayKit.Responses;

/// <summary>A body that replaces a problem document, split at its trace ids.</summary>
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

    /// <summary>The body's parts; the trace id is between each two parts.</summary>
    public ReadOnlySpan<byte[]> Parts => _parts;

    /// <summary>Returns the length of the body for a length of the trace id.</summary>
    public int Length(int traceId) => _length + (_parts.Length - 1) * traceId;

    private static bool NeedsCharset(string contentType)
        => contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            && !contentType.Contains("charset=", StringComparison.OrdinalIgnoreCase);
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace GatewayKit;

/// <summary>
/// A response that a plugin describes and the pipeline writes. It is immutable: create it once, in the plugin's constructor, and
/// return the same instance for every request.
/// </summary>
/// <remarks>
/// The pipeline adds <c>Content-Length</c> if the length is known, <c>Date</c> and, to a 401, the challenges of all schemes of the route.
/// It doesn't send the body in response to HEAD or with a status that has no body (204, 304).
/// </remarks>
public sealed class GatewayResponse
{
    /// <summary>Initializes a new instance with a status code.</summary>
    /// <param name="status">The status code, 200 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status isn't a final status code.</exception>
    public GatewayResponse(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        Status = status;
    }

    private GatewayResponse(GatewayResponse other)
    {
        Status = other.Status;
        Headers = other.Headers;
        ContentType = other.ContentType;
        Body = other.Body;
        TraceIdIndex = other.TraceIdIndex;
        Streamed = other.Streamed;
    }

    /// <summary>Gets the status code, 200 to 599.</summary>
    public int Status { get; private init; }

    /// <summary>Gets the headers without <c>Content-Type</c>. A name may occur more than once.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; private init; } = [];

    /// <summary>Gets the media type of <see cref="Body"/>; <c>null</c> for no <c>Content-Type</c>.</summary>
    public string? ContentType { get; private init; }

    /// <summary>Gets the body in memory. A problem (<see cref="IsProblem"/>) has an empty trace id here;
    /// a streamed body is empty.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>Gets a value that indicates whether this is a problem document (RFC 9457),
    /// to which the pipeline adds the trace id.</summary>
    public bool IsProblem => TraceIdIndex > 0;

    /// <summary>Gets a value that indicates whether the body is written for each exchange instead of being in memory.</summary>
    public bool IsStreamed => Streamed is not null;

    /// <summary>Gets the index in the body of a problem where the trace id belongs; 0 for any other response.</summary>
    internal int TraceIdIndex { get; private init; }

    /// <summary>Gets the streamed body; null if the body is in memory.</summary>
    internal StreamedBody? Streamed { get; private init; }

    /// <summary>Creates a response with a text body in UTF-8.</summary>
    /// <param name="status">The status code, 200 to 599.</param>
    /// <param name="body">The text.</param>
    /// <param name="contentType">The media type.</param>
    public static GatewayResponse Text(int status, string body, string contentType = "text/plain; charset=utf-8")
        => new GatewayResponse(status).WithBody(Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>Creates a problem document in the gateway's format (RFC 9457): type, title, status, detail, traceId.</summary>
    /// <param name="status">The status code, 400 to 599.</param>
    /// <param name="title">A short summary of the problem type, the same for each occurrence.</param>
    /// <param name="detail">An explanation for the client. Don't include internal names of hosts, files or types.</param>
    /// <param name="type">A URI that identifies the problem type. Default: <c>about:blank</c>.</param>
    public static GatewayResponse Problem(int status, string title, string? detail = null, string type = "about:blank")
        => ProblemDocument.Create(status, title, detail, type);

    /// <summary>Returns a copy with an additional header.</summary>
    /// <param name="name">The header name: a token (RFC 9110, section 5.6.2). <c>Content-Type</c> sets <see cref="ContentType"/>.</param>
    /// <param name="value">
    /// The value: printable ASCII, spaces, tabs, and the characters U+0080 to U+00FF, each of which is sent as one byte (RFC 9110,
    /// section 5.5: obs-text).
    /// </param>
    /// <exception cref="ArgumentException">The name or the value isn't valid in a header, or the header frames the message.</exception>
    public GatewayResponse WithHeader(string name, string value)
    {
        DescribedHeaders.ThrowIfInvalid(name, value);
        return name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            ? new GatewayResponse(this) { ContentType = value }
            : new GatewayResponse(this) { Headers = Headers.Add(new(name, value)) };
    }

    /// <summary>Returns a copy with another body.</summary>
    /// <param name="body">The body. Don't change it afterwards.</param>
    /// <param name="contentType">The media type; <c>null</c> for no <c>Content-Type</c>.</param>
    public GatewayResponse WithBody(ReadOnlyMemory<byte> body, string? contentType)
    {
        DescribedHeaders.ThrowIfInvalidType(contentType);
        return new GatewayResponse(this) { Body = body, ContentType = contentType, TraceIdIndex = 0, Streamed = null };
    }

    /// <summary>Returns a copy with a body that is written while it is sent.</summary>
    /// <param name="write">
    /// Writes the body to a stream, asynchronously. It is called once for each exchange that sends the body: not for HEAD,
    /// for a status that has no body, or if a response hook replaces the response.
    /// The token is canceled when the client disconnects or the route's <c>timeout</c> has passed. If it throws, the error hooks of the
    /// entries further up can respond, and otherwise the client gets a 500; if a part of the body was already sent, the connection is
    /// aborted.
    /// </param>
    /// <param name="contentType">The media type; <c>null</c> for no <c>Content-Type</c>.</param>
    /// <param name="length">The exact length in bytes, if it is known.</param>
    public GatewayResponse WithBody(Func<Stream, CancellationToken, Task> write, string? contentType, long? length = null)
        => new(WithBody(ReadOnlyMemory<byte>.Empty, contentType)) { Streamed = new StreamedBody(write, length) };

    /// <summary>Returns a copy with a body that is read from a stream while it is sent.</summary>
    /// <param name="open">
    /// Opens the stream. The pipeline reads it to its end and disposes it.
    /// It is called once for each exchange that sends the body, and canceled like the function of
    /// <see cref="WithBody(Func{Stream, CancellationToken, Task}, string?, long?)"/>.
    /// </param>
    /// <param name="contentType">The media type; <c>null</c> for no <c>Content-Type</c>.</param>
    /// <param name="length">The exact length in bytes, if it is known.</param>
    public GatewayResponse WithStream(Func<CancellationToken, ValueTask<Stream>> open, string? contentType, long? length = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        return WithBody(
            async (target, cancellation) =>
            {
                var source = await open(cancellation).ConfigureAwait(false);
                await using (source.ConfigureAwait(false))
                    await source.CopyToAsync(target, cancellation).ConfigureAwait(false);
            },
            contentType,
            length);
    }

    /// <summary>Returns a copy of this problem with an additional member (RFC 9457, section 3.2).</summary>
    /// <param name="name">A new member name: a letter, then letters, digits and underscores.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The name isn't a valid member name, or the member exists.</exception>
    /// <exception cref="InvalidOperationException">This response isn't a problem.</exception>
    public GatewayResponse WithProblemMember(string name, JsonElement value)
    {
        if (!IsProblem)
            throw new InvalidOperationException("Only a problem document can have members.");

        return new GatewayResponse(this) { Body = ProblemDocument.AddMember(Body.Span, name, value) };
    }

    internal static GatewayResponse FromProblem(int status, byte[] document, int traceIdIndex) => new(status)
    {
        Body = document,
        TraceIdIndex = traceIdIndex,
        ContentType = "application/problem+json",
    };
}

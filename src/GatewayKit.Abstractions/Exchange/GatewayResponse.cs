using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace GatewayKit;

/// <summary>
/// An answer, described and not yet written. It is immutable, so a plugin builds it once, when it is created, and
/// hands out the same object for every request that it answers.
/// </summary>
/// <remarks>
/// A 401 that every scheme of a route contributes to, <c>Content-Length</c> and <c>Date</c> are the pipeline's work.
/// The body is not sent in answer to HEAD, nor with a status that has none (204, 304).
/// </remarks>
public sealed class GatewayResponse
{
    /// <summary>Describes an answer.</summary>
    /// <param name="status">The status code, 200 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is no final status code.</exception>
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
        ProblemTail = other.ProblemTail;
    }

    /// <summary>The status code, 200 to 599.</summary>
    public int Status { get; private init; }

    /// <summary>The headers, without <c>Content-Type</c>. A name may stand more than once.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; private init; } = [];

    /// <summary>The media type of <see cref="Body"/>, or null for no <c>Content-Type</c>.</summary>
    public string? ContentType { get; private init; }

    /// <summary>The body. For a problem (<see cref="IsProblem"/>) the part before the trace id's value.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>Whether this is a problem document (RFC 9457), into which the exchange's trace id is written.</summary>
    public bool IsProblem => !ProblemTail.IsEmpty;

    /// <summary>What follows the trace id's value in a problem document; otherwise empty.</summary>
    public ReadOnlyMemory<byte> ProblemTail { get; private init; }

    /// <summary>An answer with a text body in UTF-8.</summary>
    /// <param name="status">The status code, 200 to 599.</param>
    /// <param name="body">The text.</param>
    /// <param name="contentType">The media type.</param>
    public static GatewayResponse Text(int status, string body, string contentType = "text/plain; charset=utf-8")
        => new GatewayResponse(status).WithBody(Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>A problem document in the gateway's form (RFC 9457): type, title, status, detail, traceId.</summary>
    /// <param name="status">The status code, 400 to 599.</param>
    /// <param name="title">A short summary of the kind of problem, the same each time.</param>
    /// <param name="detail">What the client can know and do about it. No internal name of a host, a file or a type.</param>
    /// <param name="type">A URI that identifies the kind of problem. Default: <c>about:blank</c>.</param>
    public static GatewayResponse Problem(int status, string title, string? detail = null, string type = "about:blank")
        => ProblemDocument.Create(status, title, detail, type);

    /// <summary>The same answer with one header more.</summary>
    /// <param name="name">A header name; a token as RFC 9110, section 5.6.2 has it. <c>Content-Type</c> sets <see cref="ContentType"/>.</param>
    /// <param name="value">The value: printable ASCII, spaces and tabs.</param>
    /// <exception cref="ArgumentException">The name or the value can't stand in a header, or framing is not the plugin's to set.</exception>
    public GatewayResponse WithHeader(string name, string value)
    {
        HeaderSyntax.ThrowIfInvalid(name, value);
        return name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            ? new GatewayResponse(this) { ContentType = value }
            : new GatewayResponse(this) { Headers = Headers.Add(new(name, value)) };
    }

    /// <summary>The same answer with another body.</summary>
    /// <param name="body">The body. It must not change afterwards.</param>
    /// <param name="contentType">The media type, or null for none.</param>
    public GatewayResponse WithBody(ReadOnlyMemory<byte> body, string? contentType)
    {
        if (contentType is not null)
            HeaderSyntax.ThrowIfInvalid("Content-Type", contentType);

        return new GatewayResponse(this) { Body = body, ContentType = contentType, ProblemTail = default };
    }

    /// <summary>The same problem with one member more (RFC 9457, section 3.2).</summary>
    /// <param name="name">The member's name: a letter first, then letters, digits and underscores, and none that is there already.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The name can't be a member's.</exception>
    /// <exception cref="InvalidOperationException">This is no problem.</exception>
    public GatewayResponse WithProblemMember(string name, JsonElement value)
    {
        if (!IsProblem)
            throw new InvalidOperationException("Only a problem has members.");

        return new GatewayResponse(this) { ProblemTail = ProblemDocument.AddMember(ProblemTail.Span, name, value) };
    }

    internal static GatewayResponse FromProblem(int status, byte[] head, byte[] tail) => new(status)
    {
        Body = head,
        ProblemTail = tail,
        ContentType = "application/problem+json",
    };
}

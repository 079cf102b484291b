using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache.Freshness;

/// <summary>The validators of a stored response (RFC 9110, section 8.8), and the preconditions that they decide.</summary>
internal sealed class Validators(string? tag, string? modifiedText, DateTimeOffset date)
{
    private readonly DateTimeOffset? _modified = HttpDate.Parse(modifiedText);

    /// <summary>Gets the entity tag as received.</summary>
    public string? Tag { get; } = tag;

    /// <summary>Gets <c>Last-Modified</c> as received; null without a valid date.</summary>
    public string? ModifiedText => _modified is null ? null : modifiedText;

    /// <summary>Gets the date of the last change; null if it is unknown.</summary>
    public DateTimeOffset? Modified => _modified;

    /// <summary>Gets the date of the response.</summary>
    public DateTimeOffset Date => date;

    public bool HasAny => Tag is not null || _modified is not null;

    /// <summary>Returns whether the client has the response already (RFC 9110, section 13.2.2).</summary>
    public bool AreKnownTo(IHeaderDictionary request)
    {
        if (request.IfNoneMatch is { Count: > 0 } tags)
            return MatchesAny(tags);

        return HttpDate.Parse(request.IfModifiedSince) is { } since && (_modified ?? date) <= since;
    }

    /// <summary>Returns whether <c>If-Range</c> allows a part of the response (RFC 9110, section 13.1.5), or is absent.</summary>
    public bool AllowRange(StringValues ifRange)
    {
        if (ifRange.Count == 0)
            return true;
        if (ifRange.Count > 1 || ifRange[0] is not { } value)
            return false;
        if (value.StartsWith('"'))
            return Tag == value;

        // A date is a strong validator only if it is at least a minute older than the response (section 8.8.2.2).
        return value == ModifiedText && date - _modified >= TimeSpan.FromMinutes(1);
    }

    /// <summary>Returns whether another response, such as one to HEAD, has other validators.</summary>
    public bool DifferFrom(IHeaderDictionary headers)
        => (headers.ETag.Count > 0 && headers.ETag != Tag) || (headers.LastModified.Count > 0 && headers.LastModified != modifiedText);

    /// <summary>Returns whether a strong entity tag of a 304 names another response (RFC 9111, section 4.3.4).</summary>
    public bool AreReplacedBy(StringValues tag)
        => tag.Count == 1 && tag[0] is { } text && text.StartsWith('"') && Tag is not null && Opaque(text) is var opaque
            && !opaque.SequenceEqual(Opaque(Tag));

    private bool MatchesAny(StringValues lines)
    {
        foreach (var line in lines)
        {
            var rest = line.AsSpan();
            if (rest.Trim(" \t").SequenceEqual("*"))
                return true;
            if (Tag is null)
                continue;

            while (TryReadTag(ref rest, out var tag))
            {
                if (tag.SequenceEqual(Opaque(Tag)))
                    return true;
            }
        }

        return false;
    }

    private static bool TryReadTag(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> tag)
    {
        tag = default;
        rest = rest.TrimStart(" \t,");
        if (rest.IsEmpty)
            return false;

        // A comma may be part of a tag, so the quotes decide where it ends. Tags without quotes end at a comma.
        var start = rest.StartsWith("W/\"") ? 3 : rest[0] == '"' ? 1 : 0;
        var length = rest[start..].IndexOf(start == 0 ? ',' : '"');
        if (length < 0)
        {
            tag = start == 0 ? rest.TrimEnd(" \t") : default;
            rest = default;
            return !tag.IsEmpty;
        }

        tag = start == 0 ? rest[..length].TrimEnd(" \t") : rest.Slice(start, length);
        rest = rest[(start + length + 1)..];
        return true;
    }

    /// <summary>Returns a tag without its quotes and its mark of weakness, for the weak comparison (RFC 9110, section 8.8.3.2).</summary>
    private static ReadOnlySpan<char> Opaque(string tag)
    {
        var text = tag.AsSpan();
        if (text.StartsWith("W/"))
            text = text[2..];
        return text is ['"', .., '"'] && text.Length >= 2 ? text[1..^1] : text;
    }
}

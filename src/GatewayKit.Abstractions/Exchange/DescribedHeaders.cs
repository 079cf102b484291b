namespace GatewayKit;

/// <summary>Rejects invalid headers of a response that a plugin describes, with the rules of <see cref="HttpSyntax"/>.</summary>
internal static class DescribedHeaders
{
    /// <exception cref="ArgumentException">The media type isn't valid in a header.</exception>
    public static void ThrowIfInvalidType(string? contentType)
    {
        if (contentType is not null)
            ThrowIfInvalid("Content-Type", contentType);
    }

    public static void ThrowIfInvalid(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!HttpSyntax.IsToken(name))
            throw new ArgumentException($"'{name}' isn't a valid header name.", nameof(name));
        if (ReservedHeaders.FrameResponse(name))
            throw new ArgumentException($"'{name}' frames the message; only the gateway sets it.", nameof(name));
        if (HttpSyntax.IndexOfInvalid(value) is >= 0 and var index)
            throw new ArgumentException(
                $"The value of '{name}' contains U+{(int)value[index]:X4}, which isn't valid in a header.", nameof(value));
    }
}

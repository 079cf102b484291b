namespace GatewayKit.Authentication;

/// <summary>Checks names of callers and groups that come from a token or from another server.</summary>
public static class ClaimNames
{
    /// <summary>The maximum length of a name: that of a subject (OpenID Connect Core, section 2).</summary>
    public const int MaximumLength = 255;

    private const int MaximumGroupLength = 128;

    /// <summary>
    /// Returns whether a text can be the name of a caller: 1 to 255 printable ASCII characters and spaces, without a space at an end. The
    /// upstream reads any other name differently, because it arrives in a header.
    /// </summary>
    /// <param name="name">The text.</param>
    public static bool IsValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= MaximumLength && name[0] != ' ' && name[^1] != ' '
            && !name.AsSpan().ContainsAnyExceptInRange(' ', '~');
    }

    /// <summary>
    /// Returns whether a text can be the name of a group: 1 to 128 printable ASCII characters and spaces, without a comma, which separates
    /// groups in a header, and without a space at an end.
    /// </summary>
    /// <param name="name">The text.</param>
    public static bool IsValidGroup(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= MaximumGroupLength && IsValid(name) && !name.Contains(',', StringComparison.Ordinal);
    }
}

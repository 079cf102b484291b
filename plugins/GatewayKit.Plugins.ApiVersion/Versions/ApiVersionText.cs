using System.Globalization;

namespace GatewayKit.Plugins.ApiVersion.Versions;

/// <summary>Reads and writes the names of versions.</summary>
internal static class ApiVersionText
{
    public const string SupportedHeader = "Api-Supported-Versions";
    public const string DeprecatedHeader = "Api-Deprecated-Versions";

    /// <summary>The maximum length of a name.</summary>
    public const int MaxLength = 50;

    /// <summary>Returns whether a text can be the name of a version.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_'))
                return false;
        }

        return text.Length is > 0 and <= MaxLength;
    }

    /// <summary>Returns a name without the <c>v</c> before a number.</summary>
    public static ReadOnlySpan<char> Key(ReadOnlySpan<char> name)
        => name is ['v' or 'V', >= '0' and <= '9', ..] ? name[1..] : name;

    /// <summary>Returns whether a text looks like a version, also if it isn't supported.</summary>
    public static bool IsLikeVersion(ReadOnlySpan<char> text) => Key(text) is [>= '0' and <= '9', ..];

    /// <summary>Returns the day of a time, in UTC.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

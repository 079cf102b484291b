using System.Globalization;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>Unique names of letters, digits, underscores and hyphens, at most 64, which the models of all vendors accept.</summary>
internal sealed class UniqueNames
{
    private const int MaxLength = 64;

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Returns a name that wasn't returned before and resembles a text.</summary>
    public string Of(string text)
    {
        var name = Allowed(text);
        for (var number = 2; !_used.Add(name); number++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $"_{number}");
            var start = Allowed(text);
            name = start[..Math.Min(start.Length, MaxLength - suffix.Length)] + suffix;
        }

        return name;
    }

    private static string Allowed(string text)
    {
        var name = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
        name = name.Trim('_') is { Length: > 0 } trimmed && !text.StartsWith('_') ? trimmed : name;
        return name.Length == 0 ? "_" : name[..Math.Min(name.Length, MaxLength)];
    }
}

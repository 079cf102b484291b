using System.Globalization;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Checks and compiles the option <c>status</c>.</summary>
internal static class StatusOptions
{
    private const string Rule = "it must be a status from 200 to 599, and not 204, 205, 206 or 304, whose body differs";

    public static IEnumerable<OptionsError> Validate(string option, IReadOnlyDictionary<string, int> statuses)
    {
        foreach (var (from, to) in statuses)
        {
            if (Parse(from) is not { } status || !IsChangeable(status))
                yield return new OptionsError(option, $"names {HeaderOptions.Quoted(from)}; {Rule}");
            else if (!IsChangeable(to))
                yield return new OptionsError(option, $"maps {from} to {to}; {Rule}");
            else if (status == to)
                yield return new OptionsError(option, $"maps {from} to itself; use a different status");
        }
    }

    /// <summary>Returns the new statuses by current ones.</summary>
    public static KeyValuePair<int, int>[] Compile(IReadOnlyDictionary<string, int> statuses)
        => [.. statuses.Select(status => KeyValuePair.Create(Parse(status.Key) ?? 0, status.Value))];

    private static int? Parse(string text)
        => text.Length == 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;

    private static bool IsChangeable(int status) => status is >= 200 and <= 599 and not (204 or 205 or 206 or 304);
}

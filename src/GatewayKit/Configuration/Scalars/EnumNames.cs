using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace GatewayKit.Configuration.Scalars;

/// <summary>The names of enum members in the configuration: <c>SlidingWindow</c> is <c>sliding-window</c>.</summary>
internal static class EnumNames
{
    /// <summary>Returns a member's name in kebab-case.</summary>
    public static string Key(string member) => JsonNamingPolicy.KebabCaseLower.ConvertName(member);

    /// <summary>Returns every member in kebab-case, in the order of their values.</summary>
    public static IEnumerable<string> Keys(Type type) => Enum.GetNames(type).Select(Key);

    /// <summary>Reads a member in kebab-case or by its own name, in any case. Numbers aren't accepted.</summary>
    public static bool TryParse(Type type, string text, [NotNullWhen(true)] out object? value)
    {
        foreach (var member in Enum.GetNames(type))
        {
            if (text.Equals(member, StringComparison.OrdinalIgnoreCase) || text.Equals(Key(member), StringComparison.OrdinalIgnoreCase))
            {
                value = Enum.Parse(type, member);
                return true;
            }
        }

        value = null;
        return false;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace GatewayKit.Configuration.Scalars;

/// <summary>The members of an enum as the configuration writes them: <c>SlidingWindow</c> is <c>sliding-window</c>.</summary>
internal static class EnumNames
{
    /// <summary>A member's name in kebab-case.</summary>
    public static string Key(string member) => JsonNamingPolicy.KebabCaseLower.ConvertName(member);

    /// <summary>Every member in kebab-case, in the order of their values.</summary>
    public static IEnumerable<string> Keys(Type type) => Enum.GetNames(type).Select(Key);

    /// <summary>Reads a member in kebab-case or by its own name, in any case. Numbers are not names.</summary>
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

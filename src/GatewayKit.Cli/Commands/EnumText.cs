using System.Text.Json;

namespace GatewayKit.Cli.Commands;

/// <summary>The names of enum members as in a configuration.</summary>
internal static class EnumText
{
    public static string Of(Enum member) => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    /// <summary>Returns the names of the flags that are set.</summary>
    public static string OfFlags(Enum flags)
        => string.Join(", ", flags.ToString().Split(", ").Select(JsonNamingPolicy.KebabCaseLower.ConvertName));
}

using System.Text;

namespace GatewayKit.Kubernetes.Resources.Plugins;

/// <summary>The key of a plugin's options in a generated definition: <c>rate-limit</c> is <c>rateLimit</c>.</summary>
internal static class OptionsKey
{
    public static string Of(string plugin)
    {
        var key = new StringBuilder(plugin.Length);
        var isWordStart = false;
        foreach (var c in plugin)
        {
            if (c == '-')
                isWordStart = key.Length > 0;
            else
            {
                key.Append(isWordStart ? char.ToUpperInvariant(c) : key.Length == 0 ? char.ToLowerInvariant(c) : c);
                isWordStart = false;
            }
        }

        return key.ToString();
    }
}

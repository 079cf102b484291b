using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Configuration.Readers;

/// <summary>
/// Reads all settings of a section in one pass. <c>IConfiguration</c> itself finds the children of a setting by looking at every setting,
/// so that reading a section by asking for children takes time quadratic in its size.
/// </summary>
internal static class SettingsTree
{
    /// <returns>The section; null if a provider doesn't have its settings in the usual place.</returns>
    public static Setting? TryRead(IConfigurationRoot root, string path)
    {
        var section = new TreeSetting("");
        try
        {
            return TryAdd(root, path, section) ? section : null;
        }
        catch (InvalidOperationException)
        {
            // A provider changed its settings meanwhile.
            return null;
        }
    }

    private static bool TryAdd(IConfigurationRoot root, string path, TreeSetting section)
    {
        var prefix = path.Length == 0 ? "" : path + ConfigurationPath.KeyDelimiter;
        foreach (var provider in root.Providers)
        {
            if (provider is ChainedConfigurationProvider { Configuration: IConfigurationRoot inner })
            {
                if (!TryAdd(inner, path, section))
                    return false;
            }
            else if (provider is ConfigurationProvider usual && HasUsualKeys(usual))
            {
                if (path.Length > 0 && usual.TryGet(path, out var own))
                    section.Set(own);
                foreach (var key in DataOf(usual).Keys)
                {
                    if (key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && usual.TryGet(key, out var value))
                        section.Set(key[prefix.Length..], value);
                }
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasUsualKeys(ConfigurationProvider provider)
        => provider.GetType().GetMethod(nameof(ConfigurationProvider.GetChildKeys), BindingFlags.Public
            | BindingFlags.Instance)?.DeclaringType == typeof(ConfigurationProvider);

    /// <summary>Returns the settings of a provider, which derived classes see.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Data")]
    private static extern IDictionary<string, string?> DataOf(ConfigurationProvider provider);
}

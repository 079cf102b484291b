using GatewayKit.Configuration;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;

namespace GatewayKit.Planning.Pending;

/// <summary>
/// Reads a whole configuration that a caller has sent. Variables aren't replaced: otherwise, callers could read the environment of the
/// gateway.
/// </summary>
internal static class PostedConfig
{
    private const string Variable = "${env:";
    private const string Escaped = "$${env:";

    /// <param name="utf8">The document.</param>
    /// <param name="name">The name in locations. The document is JSON if it ends in <c>.json</c>, otherwise YAML.</param>
    /// <param name="active">The active configuration: relative paths of files start at its folder.</param>
    public static PendingChange Read(ReadOnlyMemory<byte> utf8, string name, GatewayConfig active)
    {
        var found = new ConfigErrors();
        var root = ConfigDocument.Read(utf8, name, found, static _ => null);
        var errors = new ConfigErrors();
        var variables = new HashSet<ConfigLocation>();
        if (root is not null)
            FindVariables(root, "", variables, errors);
        foreach (var error in found.Items.Where(error => !variables.Contains(error.Location)))
            errors.Add(error);
        foreach (var warning in found.Warnings)
            errors.Warn(warning);
        if (root is ConfigNull)
            errors.Add("", "The configuration is empty. A gateway without routes is written as {}.", root.Location);

        var config = root is null or ConfigNull ? null : GatewayConfigBinder.Bind(root, errors);
        if (config is not null)
            config = config with { Folders = config.Folders.Add(name, FolderOf(active)) };
        return new PendingChange(null, config, errors);
    }

    private static string FolderOf(GatewayConfig active)
        => active.Folders.OrderBy(folder => folder.Key, StringComparer.Ordinal).Select(folder => folder.Value).FirstOrDefault()
            ?? Directory.GetCurrentDirectory();

    private static void FindVariables(ConfigNode node, string path, HashSet<ConfigLocation> found, ConfigErrors errors)
    {
        switch (node)
        {
            case ConfigMapping mapping:
                foreach (var (key, value) in mapping.Entries)
                    FindVariables(value, path.Length == 0 ? key : $"{path}.{key}", found, errors);
                break;
            case ConfigSequence sequence:
                for (var i = 0; i < sequence.Items.Count; i++)
                    FindVariables(sequence.Items[i], $"{path}[{i}]", found, errors);
                break;
            case ConfigScalar scalar when HasVariable(scalar.Written) && found.Add(scalar.Location):
                errors.Add(path, "variables aren't replaced in a configuration that is sent. Send the value.", scalar.Location);
                break;
        }
    }

    private static bool HasVariable(string text)
        => text.Replace(Escaped, "", StringComparison.Ordinal).Contains(Variable, StringComparison.Ordinal);
}

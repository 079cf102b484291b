using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GatewayKit.Cli.Importing;

/// <summary>Writes an import as a configuration in YAML.</summary>
internal static partial class ImportYaml
{
    public static string Write(OpenApiImport import)
    {
        var yaml = new StringBuilder();
        WriteHeader(yaml, import.Title, import.Settings.Document, "openapi");
        yaml.AppendLine(import.Routes.Count == 0 ? "routes: {}" : "routes:");
        foreach (var route in import.Routes)
        {
            yaml.AppendLine($"  {Name(route.Id)}:");
            if (import.ClusterId is not null)
                yaml.AppendLine($"    clusterId: {Name(import.ClusterId)}");
            yaml.AppendLine($"    match: {{ path: "
                + $"{Text(route.Path)}{(route.Methods.Count > 0 ? $", methods: [{string.Join(", ", route.Methods)}]" : "")} }}");
            if (import.RemovedPrefix.Length > 0)
                yaml.AppendLine($"    transforms: [ {{ pathRemovePrefix: {Text(import.RemovedPrefix)} }} ]");
            if (import.ClusterId is null)
                Plugins(yaml, import.Settings);
        }

        if (import.ClusterId is not null)
        {
            yaml.AppendLine("clusters:");
            yaml.AppendLine($"  {Name(import.ClusterId)}:");
            WriteDestination(yaml, import.Settings.Upstream!.AbsoluteUri);
            Plugins(yaml, import.Settings);
        }

        return yaml.ToString().ReplaceLineEndings("\n");
    }

    private static void Plugins(StringBuilder yaml, ImportSettings settings)
    {
        if (settings.Validate || settings.Mock)
            yaml.AppendLine("    plugins:");
        if (settings.Validate)
            Plugin(yaml, "openapi-validation", settings, "");
        if (settings.Mock)
            Plugin(yaml, "mock", settings, settings.Upstream is null ? "" : ", mode: unimplemented");
    }

    private static void Plugin(StringBuilder yaml, string name, ImportSettings settings, string more)
        => yaml
            .AppendLine($"      - name: {name}")
            .AppendLine($"        options: {{ openapi: {Text(settings.Document)}{Roots(settings.ReferenceRoots)}{more} }}");

    private static string Roots(IReadOnlyList<string> roots)
        => roots.Count == 0 ? "" : $", referenceRoots: [{string.Join(", ", roots.Select(Text))}]";

    /// <summary>Writes the comment with the source of the configuration.</summary>
    public static void WriteHeader(StringBuilder yaml, string title, string source, string command)
        => yaml.AppendLine($"# {Comment(title)}: made from {Comment(source)} by 'gatewaykit import {command}'.");

    /// <summary>Writes the destination of a cluster.</summary>
    public static void WriteDestination(StringBuilder yaml, string address)
        => yaml.AppendLine($"    destinations: {{ one: {{ address: {Text(address)} }} }}");

    /// <summary>Removes control characters, which YAML doesn't allow even in comments (YAML 1.2.2, 5.1).</summary>
    private static string Comment(string text)
        => string.Concat(ErrorList.OneLine(text).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));

    public static string Name(string id) => PlainName().IsMatch(id) ? id : Text(id);

    /// <summary>Writes a JSON string, which is also valid YAML.
    /// Escapes text that looks like a variable, because the document doesn't contain variables.</summary>
    public static string Text(string text)
    {
        var escaped = text.Replace("${", "$${", StringComparison.Ordinal);
        return $"\"{JsonEncodedText.Encode(escaped, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
    }

    /// <summary>Matches names that every version of YAML reads as text without quotes.</summary>
    [GeneratedRegex("^(?!(true|false|yes|no|on|off|null|y|n)$)[A-Za-z][A-Za-z0-9_-]*$", RegexOptions.IgnoreCase)]
    private static partial Regex PlainName();
}

using System.Text.RegularExpressions;
using GatewayKit.Compilation;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Masking;

namespace GatewayKit.Explaining;

/// <summary>The values of variables and stores of secrets in the options of a pipeline. Messages don't show them.</summary>
internal sealed partial class SecretValues
{
    private readonly List<string> _values = [];

    public SecretValues(RoutePipeline pipeline)
    {
        for (var index = 0; index < pipeline.Count; index++)
            Add(pipeline[index].Written);
        _values = [.. _values.Distinct().Where(value => value.Length > 0).OrderByDescending(value => value.Length)];
    }

    /// <summary>Returns a text without the values.</summary>
    public string Mask(string text)
        => _values.Aggregate(text, (masked, value) => masked.Replace(value, ConfigSecrets.Mask, StringComparison.Ordinal));

    private void Add(ConfigNode? node)
    {
        switch (node)
        {
            case ConfigScalar { IsSecret: true } secret:
                _values.Add(secret.Text);
                break;
            case ConfigScalar { HasVariable: true } scalar:
                AddVariables(scalar);
                break;
            case ConfigMapping mapping:
                foreach (var (_, entry) in mapping.Entries)
                    Add(entry);
                break;
            case ConfigSequence sequence:
                foreach (var item in sequence.Items)
                    Add(item);
                break;
        }
    }

    private void AddVariables(ConfigScalar scalar)
    {
        var pattern = string.Join("(.*)", Reference().Split(scalar.Written).Select(Regex.Escape));
        var match = Regex.Match(
            scalar.Text, $"\\A{pattern}\\z", RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
        _values.AddRange(match.Success ? match.Groups.Values.Skip(1).Select(group => group.Value) : [scalar.Text]);
    }

    [GeneratedRegex(@"\$\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}

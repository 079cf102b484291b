namespace GatewayKit.Transforms;

/// <summary>Checks options that name parts of a JSON body or set their values.</summary>
internal static class BodyOptions
{
    /// <summary>The maximum number of changes of a kind.</summary>
    public const int MaxChanges = 100;

    /// <summary>The maximum of the option <c>maxBodySize</c>.</summary>
    private static readonly ByteSize s_maxSize = ByteSize.Megabytes(16);

    public static IEnumerable<OptionsError> Size(string option, ByteSize size)
        => size < new ByteSize(1) || size > s_maxSize
            ? [new OptionsError(option, $"is {size}; it must be between 1B and {s_maxSize}")]
            : [];

    public static IEnumerable<OptionsError> Removals(string option, IReadOnlyList<string> paths)
        => Paths(option, paths).Concat(paths
            .Where(path => JsonPath.Parse(path, out _) is { IsRoot: true })
            .Select(path => new OptionsError(option, $"contains {HeaderOptions.Quoted(path)}; the whole body can't be removed")));

    public static IEnumerable<OptionsError> Renames(string option, IReadOnlyDictionary<string, string> renames)
        => Paths(option, renames.Keys).Concat(renames.SelectMany(rename => Rename(option, rename.Key, rename.Value)));

    public static IEnumerable<OptionsError> Values(
        string option, IReadOnlyDictionary<string, object?> values, TemplateVocabulary vocabulary)
    {
        foreach (var error in Paths(option, values.Keys))
            yield return error;
        foreach (var (path, value) in values)
        {
            string? problem = null;
            try
            {
                JsonTemplate.Compile(value, vocabulary);
            }
            catch (TemplateException error)
            {
                problem = error.Message.TrimEnd('.');
            }

            if (problem is not null)
                yield return new OptionsError(option, $"has an invalid template for {HeaderOptions.Quoted(path)}: {problem}");
        }
    }

    /// <summary>Checks values to add: a path must end with the name of the member.</summary>
    public static IEnumerable<OptionsError> Additions(string option, IReadOnlyDictionary<string, object?> values)
        => values.Keys
            .Where(path => JsonPath.Parse(path, out _) is { LastName: null })
            .Select(path => new OptionsError(
                option, $"contains {HeaderOptions.Quoted(path)}; a path to add must end with a name, as in /total or $.items[*].total"));

    private static IEnumerable<OptionsError> Paths(string option, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (JsonPath.Parse(path, out var problem) is null)
                yield return new OptionsError(option, $"has an invalid path {HeaderOptions.Quoted(path)}: {problem}");
        }
    }

    private static IEnumerable<OptionsError> Rename(string option, string path, string name)
    {
        if (JsonPath.Parse(path, out _) is not { } from)
            yield break;
        if (from.LastName is not { } lastName)
        {
            yield return new OptionsError(
                option, $"contains {HeaderOptions.Quoted(path)}; a path to rename must end with a name, as in /total or $.items[*].total");
        }
        else if (!name.StartsWith('/'))
        {
            if (name == lastName)
                yield return new OptionsError(option, $"renames {HeaderOptions.Quoted(path)} to itself; use a different name");
        }
        else if (JsonPath.Parse(name, out var problem) is null)
        {
            yield return new OptionsError(option, $"has an invalid path {HeaderOptions.Quoted(name)}: {problem}");
        }
        else if (!from.IsPointer || name == path || name.StartsWith(path + "/", StringComparison.Ordinal))
        {
            yield return new OptionsError(
                option, $"moves {HeaderOptions.Quoted(path)} to {HeaderOptions.Quoted(name)}; both must be pointers, to different places");
        }
    }
}

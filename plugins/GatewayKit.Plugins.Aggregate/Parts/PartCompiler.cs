using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using GatewayKit.Plugins.Aggregate.Json;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>Compiles the options of a part.</summary>
/// <param name="names">The names of all parts.</param>
/// <param name="errors">Receives the errors.</param>
internal sealed partial class PartCompiler(string[] names, ICollection<OptionsError> errors)
{
    private readonly TemplateVocabulary _once = VocabularyOf(names, hasItem: false);
    private readonly TemplateVocabulary _perItem = VocabularyOf(names, hasItem: true);

    /// <summary>Returns the names that the templates of the answer can use.</summary>
    public TemplateVocabulary Answer => _once;

    /// <returns>The part; null if it has an error.</returns>
    public Part? Compile(PartOptions options, int index)
    {
        var (option, before) = ($"parts[{index}]", errors.Count);
        var vocabulary = options.ForEach is null ? _once : _perItem;
        var uses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var error in HeaderOptions.ValidateValues($"{option}.headers", options.Headers)
            .Concat(HeaderOptions.ValidateNames($"{option}.copyHeaders", options.CopyHeaders)))
            errors.Add(error);

        CheckPath($"{option}.path", options.Path);
        var target = TemplateOf($"{option}.path", options.Path, vocabulary, uses);
        var headers = options.Headers
            .Select(header => KeyValuePair.Create(header.Key, TemplateOf($"{option}.headers", header.Value, vocabulary, uses)!)).ToArray();
        var body = options.Body is null ? null : DataTemplate.Parse($"{option}.body", options.Body, vocabulary, uses, errors);
        if (body is not null && options.Method is "GET" or "HEAD")
            errors.Add(new OptionsError($"{option}.body", $"can't be sent with {options.Method}; set another 'method'"));

        var list = options.ForEach is null ? null : TemplateOf($"{option}.forEach", options.ForEach, _once, uses);
        if (list is { HasValue: false })
        {
            errors.Add(new OptionsError(
                $"{option}.forEach", "must be an output with a list, such as '{{ part.cart.body.items }}', and nothing else"));
        }

        if (options is { Required: true, Default: not null, ForEach: null })
            errors.Add(new OptionsError($"{option}.default", "has no effect; set 'required' to false"));
        foreach (var status in options.AcceptStatuses.Where(status => status is < 300 or > 599))
            errors.Add(new OptionsError($"{option}.acceptStatuses", $"has {status}; it must be between 300 and 599"));

        return errors.Count > before ? null : new Part(options)
        {
            Target = target!,
            PathValues = [.. PathValuesOf(options.Path, vocabulary, isListClients: list is null or { Members.Count: 0 })],
            Headers = headers,
            Body = body,
            ForEach = list,
            Default = TemplateValue.Of(ElementOf(options.Default)),
            Needs = [.. uses.Select(name => Array.IndexOf(names, name))],
        };
    }

    private static IEnumerable<PathValue> PathValuesOf(string path, TemplateVocabulary vocabulary, bool isListClients)
    {
        var end = Outputs().Replace(path, output => new string('x', output.Length)).IndexOf('?', StringComparison.Ordinal);
        return Outputs().Matches(path)
            .Where(output => end < 0 || output.Index < end)
            .Select(output => Template.Parse(output.Value, vocabulary, out _)!)
            .Select(output => new PathValue(
                output, output.Members.Count == 0 && (isListClients || !output.Reads(TemplateData.Item))));
    }

    private static TemplateVocabulary VocabularyOf(string[] names, bool hasItem)
    {
        var more = new List<KeyValuePair<string, DataName>> { new(TemplateData.Part, new DataName(names)) };
        if (hasItem)
            more.Add(new(TemplateData.Item, new DataName(null)));
        return TemplateVocabulary.With(more);
    }

    private static JsonElement ElementOf(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonOutput.Options))
            DataTemplate.Parse("", value, null, new HashSet<string>(), []).Write(json, null!, long.MaxValue);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Outputs();

    private void CheckPath(string option, string path)
    {
        var constant = Outputs().Replace(path, "x");
        if (path is not ['/', ..] || constant.StartsWith("//", StringComparison.Ordinal)
            || constant.AsSpan().ContainsAnyExceptInRange('\x21', '\x7e') || constant.AsSpan().ContainsAny('#', '\\', '"'))
        {
            errors.Add(new OptionsError(
                option, $"is {HeaderOptions.Quoted(path)}; it must be a path on this gateway, percent-encoded, such as /orders/7?page=1"));
        }
    }

    private Template? TemplateOf(string option, string text, TemplateVocabulary vocabulary, HashSet<string> uses)
    {
        if (Template.Parse(text, vocabulary, out var problem) is { } template)
        {
            uses.UnionWith(template.Members);
            return template;
        }

        errors.Add(new OptionsError(option, $"has an invalid template: {problem}"));
        return null;
    }
}

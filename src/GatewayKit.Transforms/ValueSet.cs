using System.Diagnostics.CodeAnalysis;
using GatewayKit.Expressions;

namespace GatewayKit.Transforms;

/// <summary>
/// The values of all changes of a plugin. Templates are rendered before the first change, so that they see the message as it was, and a
/// value that isn't valid leaves the message unchanged. Constants cost nothing. Add values only while the plugin is created.
/// </summary>
internal sealed class ValueSet(TemplateVocabulary vocabulary)
{
    private readonly List<(Template Template, Func<string, bool> IsValid)> _templates = [];

    /// <summary>Returns whether a template has a name.</summary>
    public bool Reads(string name) => _templates.Exists(template => template.Template.Reads(name));

    /// <summary>Returns the errors of templates in an option that has values by name.</summary>
    public static IEnumerable<OptionsError> Validate(
        string option, IReadOnlyDictionary<string, string> values, TemplateVocabulary vocabulary)
    {
        foreach (var (name, value) in values)
        {
            if (Template.Is(value) && Template.Parse(value, vocabulary, out var problem) is null)
                yield return new OptionsError(option, $"has an invalid template for {HeaderOptions.Quoted(name)}: {problem}");
        }
    }

    /// <summary>Adds values.</summary>
    /// <param name="values">The values by name.</param>
    /// <param name="isValid">Returns whether a rendered text can be at the place of the value.</param>
    public KeyValuePair<string, TextValue>[] Add(IReadOnlyDictionary<string, string> values, Func<string, bool> isValid)
        => [.. values.Select(value => KeyValuePair.Create(value.Key, Add(value.Value, isValid)))];

    /// <summary>Renders the templates.</summary>
    /// <param name="input">The values of the exchange.</param>
    /// <param name="rendered">The texts.</param>
    /// <returns>False if the exchange doesn't determine a value, or a text isn't valid at its place.</returns>
    public bool TryRender(in TemplateInput input, [NotNullWhen(true)] out string[]? rendered)
    {
        rendered = _templates.Count == 0 ? [] : new string[_templates.Count];
        if (rendered.Length == 0)
            return true;

        try
        {
            for (var i = 0; i < rendered.Length; i++)
            {
                var (template, isValid) = _templates[i];
                rendered[i] = template.Render(input);
                if (!isValid(rendered[i]))
                    return false;
            }

            return true;
        }
        catch (Exception error) when (error is ExpressionException or TemplateException)
        {
            return false;
        }
    }

    private TextValue Add(string text, Func<string, bool> isValid)
    {
        if (!Template.Is(text))
            return new TextValue(text);

        var template = Template.Parse(text, vocabulary, out var problem)
            ?? throw new PluginOptionsException([new OptionsError("", $"has an invalid template: {problem}")]);
        _templates.Add((template, isValid));
        return new TextValue(_templates.Count - 1);
    }
}

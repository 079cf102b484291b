using System.Globalization;

namespace GatewayKit.Transforms;

/// <summary>
/// A value of a change of a body: a value of JSON in which texts can be templates. A template that is one output, such as
/// <c>{{ body.price }}</c>, keeps the type of its value; others are texts. Names of members are constants. Immutable.
/// </summary>
internal sealed class JsonTemplate
{
    private const int MaxDepth = 32;

    private readonly JsonTree? _constant;
    private readonly Template? _template;
    private readonly KeyValuePair<string, JsonTemplate>[]? _members;
    private readonly JsonTemplate[]? _items;

    private JsonTemplate(JsonTree constant) => _constant = constant;

    private JsonTemplate(Template template) => _template = template;

    private JsonTemplate(KeyValuePair<string, JsonTemplate>[] members) => _members = members;

    private JsonTemplate(JsonTemplate[] items) => _items = items;

    /// <summary>Returns whether a template in the value has a name.</summary>
    public bool Reads(string name) => _template?.Reads(name) == true || _members?.Any(member => member.Value.Reads(name)) == true
        || _items?.Any(item => item.Reads(name)) == true;

    /// <summary>Compiles the value of an option without a type.</summary>
    /// <exception cref="TemplateException">A template isn't valid, or the value nests too deeply.</exception>
    public static JsonTemplate Compile(object? value, TemplateVocabulary vocabulary, int depth = 0)
    {
        if (depth > MaxDepth)
            throw new TemplateException($"it nests more than {MaxDepth} levels.");
        return value switch
        {
            null => new(JsonTree.Null()),
            bool flag => new(JsonTree.Boolean(flag)),
            long or int or short or byte or double => new(JsonTree.Number(Convert.ToString(value, CultureInfo.InvariantCulture)!)),
            string text when Template.Is(text) => new(Template.Parse(text, vocabulary, out var problem)
                ?? throw new TemplateException(problem)),
            string text => new(JsonTree.String(text)),
            IEnumerable<KeyValuePair<string, object?>> members => new([.. members.Select(
                member => KeyValuePair.Create(member.Key, Compile(member.Value, vocabulary, depth + 1)))]),
            IEnumerable<object?> items => new([.. items.Select(item => Compile(item, vocabulary, depth + 1))]),
            _ => new(JsonTree.String(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")),
        };
    }

    /// <summary>Returns the value for an exchange. It isn't used anywhere else.</summary>
    /// <exception cref="Expressions.ExpressionException">A value isn't determined.</exception>
    /// <exception cref="TemplateException">A template can't be rendered, or is too long.</exception>
    public JsonTree Render(in TemplateInput input)
    {
        if (_constant is not null)
            return _constant.Copy();
        if (_template is not null)
            return _template.RenderJson(input);

        if (_items is not null)
        {
            var array = JsonTree.Array();
            foreach (var item in _items)
                array.Items!.Add(item.Render(input));
            return array;
        }

        var tree = JsonTree.Object();
        foreach (var (name, member) in _members!)
            tree.Members!.Add(new JsonTreeMember(name, member.Render(input)));
        return tree;
    }
}

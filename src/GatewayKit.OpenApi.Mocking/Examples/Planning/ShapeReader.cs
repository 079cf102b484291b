using System.Runtime.CompilerServices;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Keywords;
using GatewayKit.JsonSchema.Patterns;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>Combines the rules of all schemas that apply to the same value: those of a source, and those that they reference or include
/// with <c>allOf</c>.</summary>
internal sealed class ShapeReader
{
    /// <summary>The maximum number of choices for one value.</summary>
    private const int MaxDecided = 400;

    private readonly ShapeSource _source;
    private readonly ShapeCache _cache;
    private readonly HashSet<SchemaNode> _seen = [];
    private readonly NumberBounds _numbers = new();
    private readonly List<EcmaPattern> _patterns = [];
    private readonly List<string> _formats = [];
    private readonly TypeRules _types = new();
    private readonly ArrayRules _items = new();
    private readonly ObjectRules _members = new();
    private int _considered;
    private int _minimumLength;
    private int _maximumLength = int.MaxValue;
    private JsonSchemaDialect _dialect = JsonSchemaDialect.Draft202012;

    public ShapeReader(ShapeSource source, ShapeCache cache)
    {
        (_source, _cache) = (source, cache);
        NeedsCheck = source.Decided.Length > 0 || source.Denied.Length > 0;
        _types.Exclude(source.ExcludedTypes);
        foreach (var node in source.Nodes)
            Read(node);
        DecideFirst(source.Denied.Select(Choices.Not));
        Object = new ObjectShape(_members, source, cache);
        Array = new ArrayShape(_items, cache);
        Text = new TextShape(_minimumLength, _maximumLength, [.. _patterns], [.. _formats], _dialect);
        Types = _types.Order(Expected());
        UsualTypes = _types.Usual(Types);
        Number = Types.Contains(JsonTypes.Number) || Types.Contains(JsonTypes.Integer)
            ? NumberShape.Of(_numbers, !Types.Contains(JsonTypes.Number))
            : null;
        IsImpossible |= Types.Length == 0 || source.Decided.Length > MaxDecided;
    }

    public JsonTypes[] Types { get; }

    /// <summary>The number of usual types at the start of the list.</summary>
    public int UsualTypes { get; }

    public NumberShape? Number { get; }

    public TextShape Text { get; }

    public ArrayShape Array { get; }

    public ObjectShape Object { get; }

    public Choice? Choice { get; private set; }

    public bool IsImpossible { get; private set; }

    public bool NeedsCheck { get; private set; }

    /// <summary>The only valid values, if <c>const</c> or <c>enum</c> declares them.</summary>
    public IReadOnlyList<JsonElement>? Closed { get; private set; }

    /// <summary>The text that a discriminator requires.</summary>
    public string? Preferred => _source.Preferred;

    /// <summary>The cost of reading so far.</summary>
    public int Cost => 10 + (_seen.Count / 2) + Object.Cost + (4 * _considered) + (_considered * _considered / 64);

    /// <summary>The schemas that are JSON objects, as written.</summary>
    public List<JsonElement> Objects { get; } = [];

    private void Read(SchemaNode node)
    {
        if (!_seen.Add(node))
            return;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            IsImpossible = true; // A value couldn't be checked either.
            return;
        }
        if (node.Source.ValueKind == JsonValueKind.Object)
        {
            Objects.Add(node.Source);
            _dialect = node.Resource.Dialect.Version;
            if (node.Keywords is not [ReferenceKeyword]
                && node.Source.TryGetProperty("format", out var format)
                && Discriminators.Text(format) is { } name)
                _formats.Add(name);
            if (_source.Nodes.Length > 0 && Discriminators.Of(node, _source.Nodes[^1]) is { } discriminated)
                _members.Discriminated.Add(discriminated);
        }
        foreach (var keyword in node.Keywords)
            Read(keyword, node);
    }

    private void Read(Keyword keyword, SchemaNode node)
    {
        switch (keyword)
        {
            case FalseKeyword: IsImpossible = true; break;
            case ReferenceKeyword reference: Read(reference.Target); break;
            case DynamicReferenceKeyword reference: Read(_cache.Resolve(reference.Target, reference.Anchor)); break;
            case AllOfKeyword all: ReadAll(all); break;
            case TypeKeyword type: _types.Add(type, node); break;
            case ConstKeyword constant: Close([constant.Value]); break;
            case EnumKeyword values: Close(values.AllowsNull ? [.. values.Values, JsonElement.Parse("null")] : values.Values); break;
            case BoundKeyword bound: _numbers.Add(bound); break;
            case NumberRangeKeyword range: _numbers.Add(range); break;
            case MultipleOfKeyword multiple: _numbers.Add(multiple); break;
            case LengthKeyword { IsUpper: true } length: _maximumLength = Math.Min(_maximumLength, length.Limit); break;
            case LengthKeyword length: _minimumLength = Math.Max(_minimumLength, length.Limit); break;
            case PatternKeyword pattern: _patterns.Add(pattern.Pattern); break;
            case CountKeyword count: ReadCount(count); break;
            case UniqueItemsKeyword: _items.AreUnique = true; break;
            case ItemsKeyword items: _items.Items.Add(items); break;
            case MembersKeyword members: _members.Members.Add(members); break;
            case RequiredKeyword required: _members.Required.AddRange(required.Names); break;
            case DependentRequiredKeyword dependencies: _members.Dependencies.AddRange(dependencies.Dependencies); break;
            case FormatKeyword: break;
            default: ReadLate(keyword, node); break;
        }
    }

    /// <summary>Reads keywords that only a check of the value can satisfy.</summary>
    private void ReadLate(Keyword keyword, SchemaNode node)
    {
        NeedsCheck = true;
        switch (keyword)
        {
            case ContainsKeyword contains: _items.Contains.Add(contains); break;
            case UnevaluatedItemsKeyword unevaluated: _items.Unevaluated.Add(unevaluated.Rest); break;
            case UnevaluatedPropertiesKeyword unevaluated: _members.Unevaluated.Add(unevaluated.Rest); break;
            case PropertyNamesKeyword names: _members.Names.Add(names.Names); break;
            case DerivedSchemaKeyword derived:
                if (!derived.Derived.Any(_seen.Contains))
                    DecideFirst([Choices.Derived(derived, node)]);
                break;
            default:
                DecideFirst(Choices.Of(keyword, node));
                break;
        }
    }

    /// <summary>Uses the first open choice. Later ones are read after it is made.</summary>
    private void DecideFirst(IEnumerable<Choice> choices)
    {
        if (Choice is not null)
            return;
        foreach (var choice in choices)
        {
            _considered++;
            IsImpossible |= choice.Branches.Length == 0;
            if (_source.Decided.Contains((choice.Key, choice.Part)))
                continue;
            Choice = choice;
            return;
        }
    }

    private void ReadAll(AllOfKeyword all)
    {
        foreach (var branch in all.Branches)
            Read(branch);
    }

    private void ReadCount(CountKeyword count)
    {
        var isArray = count.Kind == JsonValueKind.Array;
        if (isArray && count.IsUpper)
            _items.MaximumCount = Math.Min(_items.MaximumCount, count.Limit);
        else if (isArray)
            _items.MinimumCount = Math.Max(_items.MinimumCount, count.Limit);
        else if (count.IsUpper)
            _members.MaximumCount = Math.Min(_members.MaximumCount, count.Limit);
        else
            _members.MinimumCount = Math.Max(_members.MinimumCount, count.Limit);
    }

    private void Close(IReadOnlyList<JsonElement> values) => Closed ??= values;

    /// <summary>Infers types from other keywords if <c>type</c> is missing.</summary>
    private IEnumerable<JsonTypes> Expected()
    {
        if (!_members.IsEmpty || _source.Required.Length > 0)
            yield return JsonTypes.Object;
        if (!_items.IsEmpty)
            yield return JsonTypes.Array;
        if (!_numbers.IsEmpty)
            yield return JsonTypes.Number;
        if (_patterns.Count + _formats.Count > 0 || _minimumLength > 0 || _maximumLength < int.MaxValue)
            yield return JsonTypes.String;
        yield return JsonTypes.Null;
    }
}

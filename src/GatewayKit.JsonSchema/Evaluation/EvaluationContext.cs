using System.Runtime.InteropServices;
using System.Text.Json;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>One evaluation of an instance: its location, limits and errors.</summary>
internal sealed class EvaluationContext : IDisposable
{
    /// <summary>The number of characters read per step.</summary>
    private const int CharactersPerStep = 16;

    private readonly int _maxDepth;
    private readonly EvaluationBudget _budget;
    private readonly InstancePath? _path;
    private ValidationErrors? _errors;
    private MarkStack _marks;
    private NodeStack _nodes;
    private KnownResults _known;
    private int _depth;
    private long _steps;

    public EvaluationContext(int maxDepth, EvaluationBudget budget, ValidationErrors? errors)
    {
        (_maxDepth, _budget, _errors) = (maxDepth, budget, errors);
        _path = errors is null ? null : new InstancePath();
    }

    /// <summary>Whether errors are collected; if not, nothing may be allocated.</summary>
    public bool Collects => _errors is not null;

    /// <summary>Whether to continue after a violation.</summary>
    public bool Continues => _errors is { Full: false } && !IsAborted;

    /// <summary>The number of steps that the evaluation has used.</summary>
    public long Steps => _steps;

    /// <summary>The reason why the evaluation ended early, without a meaningful result; <c>null</c> if it completed.</summary>
    public ValidationError? Reason { get; private set; }

    public bool IsAborted => Reason is not null;

    public EvaluationBudget Budget => _budget;

    /// <summary>The result. An evaluation that exceeded a limit is never valid, not even below a <c>not</c>.</summary>
    public bool Run(SchemaNode root, in JsonElement instance)
    {
        _known = new KnownResults(instance);
        return root.Evaluate(instance, this, default) && !IsAborted;
    }

    public bool Enter(SchemaNode node)
    {
        if (IsAborted)
            return false;
        if (_depth == _maxDepth)
            return Abort(node.Location, "depth", $"The value needs more than {_maxDepth} nested schemas.");
        if (!Take(1, node))
            return false;
        _depth++;
        _nodes.Push(node);
        return true;
    }

    public void Leave()
    {
        _depth--;
        _nodes.Pop();
    }

    /// <summary>Uses the steps of a keyword without those of the schemas that it applies; <c>false</c> if none are left, which ends the
    /// evaluation.</summary>
    public bool Take(long steps, SchemaNode node)
    {
        _steps += steps;
        return _budget.Take(steps) || Abort(node.Location, "cost", "The value is too expensive to validate.");
    }

    /// <summary>Uses the steps for reading a value.</summary>
    public bool TakeReading(in JsonElement value, SchemaNode node, int times = 1)
        => Take((long)JsonMarshal.GetRawUtf8Value(value).Length * times / CharactersPerStep, node);

    /// <summary>Returns the known result of a schema; <c>null</c> if it isn't known.</summary>
    public bool? Recall(SchemaNode node, in JsonElement instance, out int place)
    {
        place = -1;
        if (node.IsDynamic || (node.IsContextual && !_nodes.IsPlaceStart))
            return null;
        // Evaluate again to collect the errors.
        return _known.Find(node, instance, _steps, out place) is { } valid && (valid || !Collects) ? valid : null;
    }

    public void Remember(SchemaNode node, int place, bool valid)
    {
        if (!IsAborted)
            _known.Add(node, place, valid);
    }

    /// <summary>Starts to record the evaluated properties or items.</summary>
    public Marks NewMarks(in JsonElement instance) => instance.ValueKind switch
    {
        JsonValueKind.Object => Push(instance.GetPropertyCount()),
        JsonValueKind.Array => Push(instance.GetArrayLength()),
        _ => default,
    };

    public void Release(Marks marks, Marks into) => _marks.Pop(marks, into);

    public void Mark(Marks marks, int ordinal)
    {
        if (marks.AreKept)
            _marks.Set(marks, ordinal);
    }

    public void MarkAll(Marks marks)
    {
        if (marks.AreKept)
            _marks.SetAll(marks);
    }

    public bool IsMarked(Marks marks, int ordinal) => _marks.Has(marks, ordinal);

    public SchemaNode? Outermost(string anchor, SchemaNode from) => Take(_nodes.Count / 4, from) ? _nodes.Outermost(anchor) : null;

    public bool IsApplied(SchemaNode node) => _nodes.IsApplied(node);

    /// <summary>Returns the outermost of some schemas that is being applied to this location; <c>null</c> if none is.</summary>
    public SchemaNode? FindApplied(HashSet<SchemaNode> nodes) => _nodes.FindApplied(nodes);

    public bool Member(SchemaNode node, in JsonProperty property)
    {
        _path?.Push(JsonText.Name(property));
        return Below(node, property.Value);
    }

    /// <summary>Evaluates the name of a property.</summary>
    public bool Name(SchemaNode node, in JsonProperty property)
    {
        _path?.Push(JsonText.Name(property));
        return Below(node, JsonNames.AsElement(property));
    }

    public bool Item(SchemaNode node, in JsonElement item, int index)
    {
        _path?.Push(index);
        return Below(node, item);
    }

    /// <summary>Whether an item is valid; an invalid item isn't an error here.</summary>
    public bool TryItem(SchemaNode node, in JsonElement item)
    {
        var outer = _nodes.EnterPlace();
        var valid = Try(node, item, default);
        _nodes.LeavePlace(outer);
        return valid;
    }

    /// <summary>Evaluates a schema whose violations aren't errors yet.</summary>
    public bool Try(SchemaNode node, in JsonElement instance, Marks marks)
    {
        var errors = _errors;
        _errors = null;
        var own = marks.AreKept ? Push(marks.Count) : default;
        var valid = node.Evaluate(instance, this, own);
        _marks.Pop(own, valid ? marks : default);
        _errors = errors;
        return valid;
    }

    /// <summary>Collects the errors of an instance for each of several schemas.</summary>
    public void Explain(SchemaNode[] nodes, in JsonElement instance)
    {
        foreach (var node in nodes)
        {
            if (Continues)
                node.Evaluate(instance, this, default);
        }
    }

    /// <summary>Records a violated keyword; returns <c>false</c>.</summary>
    public bool Fail(Keyword keyword, in JsonElement instance)
    {
        if (_errors is not null)
            Report(keyword, keyword.Message(instance));
        return false;
    }

    /// <summary>Records a violation. After an early end of the evaluation, violations aren't meaningful.</summary>
    public void Report(Keyword keyword, string message)
    {
        if (!IsAborted)
            _errors?.Add(new ValidationError(_path!.ToString(), keyword.Location, keyword.Name, message));
    }

    /// <summary>Ends the evaluation because it would be too expensive; returns <c>false</c>.</summary>
    public bool Abort(string location, string bound, string message)
    {
        Reason ??= new ValidationError(_path?.ToString() ?? "", location, bound, message);
        return false;
    }

    public void Dispose()
    {
        _marks.Dispose();
        _nodes.Dispose();
    }

    /// <summary>Charges for the marks of each property or item. If no steps are left, the next schema ends the evaluation.</summary>
    private Marks Push(int count)
    {
        _steps += count / 256;
        _budget.Take(count / 256);
        return _marks.Push(count);
    }

    private bool Below(SchemaNode node, in JsonElement value)
    {
        var outer = _nodes.EnterPlace();
        var valid = node.Evaluate(value, this, default);
        _nodes.LeavePlace(outer);
        _path?.Pop();
        return valid;
    }
}

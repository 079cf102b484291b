using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Evaluation;

/// <summary>One evaluation of an instance: its place, its bounds, its errors.</summary>
internal sealed class EvaluationContext : IDisposable
{
    private readonly EvaluationLimits _limits;
    private readonly ValidationErrors? _allErrors;
    private readonly InstancePath? _path;
    private ValidationErrors? _errors;
    private MarkStack _marks;
    private NodeStack _nodes;
    private int _depth;
    private long _evaluations;
    private bool _aborted;

    public EvaluationContext(EvaluationLimits limits, ValidationErrors? errors)
    {
        _limits = limits;
        _allErrors = _errors = errors;
        _path = errors is null ? null : new InstancePath();
    }

    /// <summary>Whether errors are collected; where not, nothing may be allocated.</summary>
    public bool Collects => _errors is not null;

    /// <summary>Whether to go on after a violation.</summary>
    public bool Continues => _errors is { Full: false } && !_aborted;

    /// <summary>How many schemas have been evaluated.</summary>
    public long Evaluations => _evaluations;

    /// <summary>Whether a bound was met, so that the result says nothing.</summary>
    public bool IsAborted => _aborted;

    /// <summary>The result. What was cut short by a bound is never valid, not even below a <c>not</c>.</summary>
    public bool Run(SchemaNode root, in JsonElement instance) => root.Evaluate(instance, this, default) && !_aborted;

    public bool Enter(SchemaNode node)
    {
        if (_aborted)
            return false;
        if (_depth == _limits.MaxDepth)
            return Abort(node.Location, "depth", $"The value is nested deeper than the {_limits.MaxDepth} schemas that are evaluated within each other.");
        if (++_evaluations > _limits.MaxEvaluations)
            return Abort(node.Location, "evaluations", $"The value needs more than {_limits.MaxEvaluations} evaluations of schemas.");
        _depth++;
        _nodes.Push(node);
        return true;
    }

    public void Leave()
    {
        _depth--;
        _nodes.Pop();
    }

    /// <summary>Starts to note which properties or items get evaluated.</summary>
    public Marks NewMarks(in JsonElement instance) => instance.ValueKind switch
    {
        JsonValueKind.Object => _marks.Push(instance.GetPropertyCount()),
        JsonValueKind.Array => _marks.Push(instance.GetArrayLength()),
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

    public SchemaNode? Outermost(string anchor) => _nodes.Outermost(anchor);

    public bool IsApplied(SchemaNode node) => _nodes.IsApplied(node);

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

    /// <summary>Whether an item is valid; that it is not is no error.</summary>
    public bool TryItem(SchemaNode node, in JsonElement item)
    {
        var outer = _nodes.EnterPlace();
        var valid = Try(node, item, default);
        _nodes.LeavePlace(outer);
        return valid;
    }

    /// <summary>Evaluates a schema whose violations are no errors yet.</summary>
    public bool Try(SchemaNode node, in JsonElement instance, Marks marks)
    {
        var errors = _errors;
        _errors = null;
        var own = marks.AreKept ? _marks.Push(marks.Count) : default;
        var valid = node.Evaluate(instance, this, own);
        _marks.Pop(own, valid ? marks : default);
        _errors = errors;
        return valid;
    }

    /// <summary>Collects what is wrong with an instance against each of several schemas.</summary>
    public void Explain(SchemaNode[] nodes, in JsonElement instance)
    {
        foreach (var node in nodes)
        {
            if (Continues)
                node.Evaluate(instance, this, default);
        }
    }

    private bool Below(SchemaNode node, in JsonElement value)
    {
        var outer = _nodes.EnterPlace();
        var valid = node.Evaluate(value, this, default);
        _nodes.LeavePlace(outer);
        _path?.Pop();
        return valid;
    }

    /// <summary>Notes that a keyword is violated; returns false.</summary>
    public bool Fail(Keyword keyword, in JsonElement instance)
    {
        if (_errors is not null)
            Report(keyword, keyword.Message(instance));
        return false;
    }

    /// <summary>Notes a violation. What seems to be one after the evaluation was cut short tells nothing.</summary>
    public void Report(Keyword keyword, string message)
    {
        if (!_aborted)
            _errors?.Add(new ValidationError(_path!.ToString(), keyword.Location, keyword.Name, message));
    }

    /// <summary>Ends the evaluation, because it would cost too much; returns false.</summary>
    public bool Abort(string location, string bound, string message)
    {
        if (!_aborted)
            _allErrors?.Add(new ValidationError(_path!.ToString(), location, bound, message));
        _aborted = true;
        return false;
    }

    public void Dispose()
    {
        _marks.Dispose();
        _nodes.Dispose();
    }
}

using System.Collections;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>Accepts a value that was created in code, such as an options record, if its type is right and it follows its rules.</summary>
internal static class CodeValue
{
    public static object? Check(Shape shape, ConfigValue made, BindingPoint at)
    {
        if (shape.Type.IsInstanceOfType(made.Value))
            return IsValid(made.Value, at) ? made.Value : null;

        at.RefuseValue(made, $"must be a {shape.Type.Name}");
        return null;
    }

    private static bool IsValid(object value, BindingPoint at)
    {
        if (at.IsTooDeep)
        {
            at.Add($"{at.Subject} is nested too deeply.");
            return false;
        }

        return Shape.Of(value.GetType()).Kind switch
        {
            ShapeKind.Record => IsValidRecord(value, at),
            ShapeKind.Scalar or ShapeKind.Enum or ShapeKind.Node => true,
            _ => value switch
            {
                IDictionary dictionary => AreValid(dictionary, at),
                IEnumerable items => AreValid(items, at),
                _ => true,
            },
        };
    }

    private static bool IsValidRecord(object record, BindingPoint parent)
    {
        var isValid = true;
        foreach (var property in RecordProperties.WithRules(record.GetType()))
        {
            var at = parent.Key(property.Key) with { IsSecret = parent.IsSecret || property.IsSecret };
            isValid &= DefaultValue.Check(record, property, at)
                && (!DefaultValue.TryGet(record, property.Info, out var value) || value is null || IsValid(value, at));
        }

        return isValid && RecordRules.Check(record, mapping: null, parent);
    }

    private static bool AreValid(IEnumerable items, BindingPoint at)
    {
        var (index, areValid) = (0, true);
        foreach (var item in items)
        {
            areValid &= item is null || IsValid(item, at.Item(index));
            index++;
        }

        return areValid;
    }

    private static bool AreValid(IDictionary dictionary, BindingPoint at)
    {
        var areValid = true;
        foreach (DictionaryEntry entry in dictionary)
            areValid &= entry.Value is null || IsValid(entry.Value, at.Key(at.IsSecret ? DisplayText.Secret : entry.Key.ToString() ?? ""));

        return areValid;
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Configuration.Binding;

/// <summary>The shape of a type in the configuration.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Type">The type without <see cref="Nullable{T}"/>.</param>
/// <param name="Element">The type of a list's items or a dictionary's values.</param>
internal readonly record struct Shape(ShapeKind Kind, Type Type, Type? Element = null)
{
    private static readonly FrozenSet<Type> s_lists = new[]
    {
        typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(ICollection<>), typeof(IList<>),
        typeof(List<>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(IReadOnlySet<>), typeof(ISet<>), typeof(HashSet<>), typeof(FrozenSet<>),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> s_dictionaries = new[]
    {
        typeof(IReadOnlyDictionary<,>),
        typeof(IDictionary<,>),
        typeof(Dictionary<,>),
        typeof(ImmutableDictionary<,>),
        typeof(FrozenDictionary<,>),
    }.ToFrozenSet();

    /// <summary>Returns a type's shape.</summary>
    public static Shape Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(object))
            return new Shape(ShapeKind.Any, type);
        if (typeof(ConfigNode).IsAssignableFrom(type))
            return new Shape(ShapeKind.Node, type);
        if (type.IsEnum)
            return new Shape(ShapeKind.Enum, type);
        if (ScalarType.Of(type) is not null)
            return new Shape(ShapeKind.Scalar, type);
        if (type.IsSZArray)
            return new Shape(ShapeKind.List, type, type.GetElementType());
        if (type.IsGenericType && type.GenericTypeArguments is var arguments)
        {
            if (s_lists.Contains(type.GetGenericTypeDefinition()))
                return new Shape(ShapeKind.List, type, arguments[0]);
            if (s_dictionaries.Contains(type.GetGenericTypeDefinition()) && arguments[0] == typeof(string))
                return new Shape(ShapeKind.Dictionary, type, arguments[1]);
        }

        return new Shape(IsRecord(type) ? ShapeKind.Record : ShapeKind.None, type);
    }

    // The framework's own types are never options: a property of one of these types can only be set in code.
    private static bool IsRecord(Type type)
        => type is { IsAbstract: false, IsPrimitive: false, IsPointer: false, ContainsGenericParameters: false, IsByRefLike: false }
            && !typeof(Delegate).IsAssignableFrom(type)
            && type.Namespace is not "System" && type.Namespace?.StartsWith("System.", StringComparison.Ordinal) != true
            && (type.IsValueType || type.GetConstructor(Type.EmptyTypes) is not null);
}

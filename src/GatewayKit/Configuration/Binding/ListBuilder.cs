using System.Collections.Frozen;
using System.Collections.Immutable;

namespace GatewayKit.Configuration.Binding;

/// <summary>Builds the list or set type of a property.</summary>
internal abstract class ListBuilder
{
    public static ListBuilder Of(Type element, int capacity)
        => (ListBuilder)Activator.CreateInstance(typeof(Builder<>).MakeGenericType(element), capacity)!;

    public abstract void Add(object item);

    public abstract object Build(Type type);

    private sealed class Builder<T>(int capacity) : ListBuilder
    {
        private readonly List<T> _items = new(capacity);

        public override void Add(object item) => _items.Add((T)item);

        public override object Build(Type type)
        {
            if (type == typeof(ImmutableArray<T>))
                return ImmutableArray.CreateRange(_items);
            if (type == typeof(ImmutableList<T>))
                return ImmutableList.CreateRange(_items);
            if (type == typeof(FrozenSet<T>) || type == typeof(IReadOnlySet<T>))
                return _items.ToFrozenSet();
            if (type == typeof(HashSet<T>) || type == typeof(ISet<T>))
                return _items.ToHashSet();

            return type == typeof(List<T>) || type == typeof(IList<T>) || type == typeof(ICollection<T>) ? _items : _items.ToArray();
        }
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;

namespace GatewayKit.Configuration.Binding;

/// <summary>Builds the dictionary type of a property. Its keys are case-insensitive.</summary>
internal abstract class DictionaryBuilder
{
    public static DictionaryBuilder Of(Type value)
        => (DictionaryBuilder)Activator.CreateInstance(typeof(Builder<>).MakeGenericType(value))!;

    public abstract void Add(string key, object? value);

    public abstract object Build(Type type);

    private sealed class Builder<T> : DictionaryBuilder
    {
        private readonly Dictionary<string, T> _entries = new(StringComparer.OrdinalIgnoreCase);

        public override void Add(string key, object? value) => _entries[key] = (T)value!;

        public override object Build(Type type)
        {
            if (type == typeof(ImmutableDictionary<string, T>))
                return _entries.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

            return type == typeof(FrozenDictionary<string, T>) ? _entries.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase) : _entries;
        }
    }
}

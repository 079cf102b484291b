using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>A plugin assembly that was added, removed or replaced by another version.</summary>
internal sealed class PluginChange
{
    private readonly PluginModule? _old;
    private readonly PluginModule? _new;

    private PluginChange(PluginModule? old, PluginModule? @new) => (_old, _new) = (old, @new);

    public string Name => (_new ?? _old)!.Name;

    /// <summary>Returns the differences between two catalogs as separate changes.</summary>
    public static IReadOnlyList<PluginChange> Between(PluginCatalog before, PluginCatalog after)
    {
        var gone = before.Modules.Except(after.Modules).ToList();
        var changes = new List<PluginChange>();
        foreach (var added in after.Modules.Except(before.Modules))
        {
            var old = gone.Find(m => m.Name == added.Name && m.Location == added.Location);
            if (old is not null)
                gone.Remove(old);
            changes.Add(new PluginChange(old, added));
        }

        return [.. changes, .. gone.Select(m => new PluginChange(m, null))];
    }

    /// <summary>Returns the catalog with only this difference.</summary>
    public PluginCatalog ApplyTo(PluginCatalog catalog)
    {
        var modules = catalog.Modules.ToList();
        var at = _old is null ? -1 : modules.IndexOf(_old);
        if (at >= 0)
            modules.RemoveAt(at);
        if (_new is not null)
            modules.Insert(at >= 0 ? at : modules.Count, _new);
        return PluginCatalog.Create(modules, []);
    }
}

using System.Collections.Immutable;
using System.Xml.Linq;
using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Secrets;

/// <summary>The keys of Data Protection in the store's database. While it doesn't answer, those of the last read, or of the copy on disk,
/// decrypt the copy.</summary>
internal sealed class KeyRepository(StoreDatabase database) : IXmlRepository
{
    private ImmutableArray<string> _known = [];

    /// <summary>The keys as they were read last.</summary>
    public ImmutableArray<string> Known
    {
        get => _known;
        set => _known = value;
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        try
        {
            _known = [.. database.Run(context => context.Keys.AsNoTracking().OrderBy(key => key.Name).Select(key => key.Xml).ToList())];
        }
        catch (StoreUnavailableException) when (!_known.IsEmpty)
        {
            // New entries can't be read meanwhile either.
        }

        return [.. _known.Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var xml = element.ToString(SaveOptions.DisableFormatting);
        database.Run(context =>
        {
            context.Keys.Add(new KeyRow { Name = friendlyName, Xml = xml });
            return context.SaveChanges();
        });
        _known = _known.Add(xml);
    }
}

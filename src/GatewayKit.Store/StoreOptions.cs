using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace GatewayKit.Store;

/// <summary>The settings of a store.</summary>
public sealed class StoreOptions
{
    /// <summary>The name in the reports of nodes, up to 200 characters; another one for each node. Default: the machine's name and the id
    /// of the process.</summary>
    public string NodeName { get; set; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>
    /// The file with the last valid revision, for a start while the database doesn't answer. Default: the name of the database with
    /// <c>.last-good</c> appended, for PostgreSQL in the content root.
    /// </summary>
    public string? CopyPath { get; set; }

    /// <summary>The interval at which the database is asked for a new revision, 10 ms to 1 minute. Default: 250 ms for SQLite, 1 s for
    /// PostgreSQL, which also notifies.</summary>
    public TimeSpan? PollInterval { get; set; }

    /// <summary>The maximum time of a command of the database, 1 s to 10 minutes. Default: 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The folder of the keys that encrypt the content, which all nodes share. Default: the keys are in the database.</summary>
    public string? KeyFolder { get; set; }

    /// <summary>The certificate with a private key that encrypts these keys; the same one on each node. Default: the keys aren't
    /// encrypted.</summary>
    public X509Certificate2? KeyCertificate { get; set; }

    /// <summary>Certificates that have encrypted keys before <see cref="KeyCertificate"/> was replaced. Default: none.</summary>
    public IReadOnlyList<X509Certificate2> FormerKeyCertificates { get; set; } = [];

    /// <summary>Changes how ASP.NET Core Data Protection keeps and encrypts the keys, such as in a key vault. Default: no change.</summary>
    public Action<IDataProtectionBuilder>? ConfigureKeys { get; set; }

    /// <summary>The settings of the history. Default: all revisions are kept.</summary>
    public StoreHistoryOptions History { get; } = new();

    /// <summary>The settings of the usage statistics.</summary>
    public StoreStatisticsOptions Statistics { get; } = new();
}

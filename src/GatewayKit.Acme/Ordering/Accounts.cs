using System.Text.Json;
using GatewayKit.Acme.Protocol;
using GatewayKit.Acme.Storage;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme.Ordering;

/// <summary>
/// Opens the account that all nodes share:
/// <list type="number">
/// <item>creates the key and stores it, so that a repeated registration finds the same account</item>
/// <item>registers the account, with the consent of the operator to the terms</item>
/// <item>changes its contacts when the configuration has others</item>
/// </list>
/// </summary>
internal sealed partial class Accounts(AcmeRecords records, AcmeOptions options, ILogger logger)
{
    /// <summary>Opens the account. Only the node that holds the lock calls it.</summary>
    /// <exception cref="AcmeException">The server can't be reached or refuses.</exception>
    /// <exception cref="AcmeStorageException">The account can't be read or stored.</exception>
    public async Task<Account> OpenAsync(AcmeServer server, CancellationToken cancellation)
    {
        var record = await records.ReadAccountAsync(cancellation).ConfigureAwait(false)
            ?? await CreateAsync(cancellation).ConfigureAwait(false);
        var key = ReadKey(record);
        try
        {
            record = await RegisterAsync(server, key, record, cancellation).ConfigureAwait(false);
            return new Account(server, key, server.Address(record.Url, "the account"));
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Lets the next attempt register the account again, after the server has lost it.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        if (await records.ReadAccountAsync(cancellation).ConfigureAwait(false) is { } record)
            await records.WriteAccountAsync(record with { Url = null }, cancellation).ConfigureAwait(false);
    }

    private async Task<AccountRecord> CreateAsync(CancellationToken cancellation)
    {
        using var key = AccountKey.Create();
        var record = new AccountRecord(key.Export(), null, []);
        await records.WriteAccountAsync(record, cancellation).ConfigureAwait(false);
        return record;
    }

    private static AccountKey ReadKey(AccountRecord record)
    {
        try
        {
            return AccountKey.Parse(record.Key);
        }
        catch (FormatException error)
        {
            throw new AcmeStorageException($"The key of the ACME account is damaged. {error.Message}", error);
        }
    }

    private async Task<AccountRecord> RegisterAsync(
        AcmeServer server, AccountKey key, AccountRecord record, CancellationToken cancellation)
    {
        string[] contacts = [.. options.Contacts.Select(email => $"mailto:{email}")];
        if (record.Url is not null && contacts.SequenceEqual(record.Contacts))
            return record;

        if (record.Url is null)
        {
            record = record with { Url = await CreateAtServerAsync(server, key, contacts, cancellation).ConfigureAwait(false) };
        }
        else
        {
            var change = JsonSerializer.SerializeToUtf8Bytes(new NewAccount { Contact = contacts }, AcmeJson.Default.NewAccount);
            var url = server.Address(record.Url, "the account");
            await server.PostAsync(url, key, url, change, cancellation).ConfigureAwait(false);
        }

        record = record with { Contacts = contacts };
        await records.WriteAccountAsync(record, cancellation).ConfigureAwait(false);
        return record;
    }

    private async Task<string> CreateAtServerAsync(
        AcmeServer server, AccountKey key, string[] contacts, CancellationToken cancellation)
    {
        var directory = await server.DirectoryAsync(cancellation).ConfigureAwait(false);
        if (directory.Meta?.ExternalAccountRequired == true && options.ExternalAccount is null)
            throw new AcmeException($"{server.Name} requires an account of its own. Set externalAccount.");

        var url = server.Address(directory.NewAccount, "new accounts");
        var request = new NewAccount
        {
            TermsOfServiceAgreed = options.AcceptTerms,
            Contact = contacts is [] ? null : contacts,
            ExternalAccountBinding = options.ExternalAccount is { } external
                ? JsonElement.Parse(SignedMessage.Bind(key, external.KeyId, external.DecodeKey(), url))
                : null,
        };
        var answer = await server
            .PostAsync(url, key, null, JsonSerializer.SerializeToUtf8Bytes(request, AcmeJson.Default.NewAccount), cancellation)
            .ConfigureAwait(false);
        var status = answer.Read(AcmeJson.Default.AccountResource).Status;
        if (status != "valid")
            throw new AcmeException($"The account at {server.Name} is {AcmeText.Shorten(status ?? "without status")}.");

        LogRegistered(server.Name, AcmeText.Shorten(directory.Meta?.TermsOfService ?? "none"));
        return server.Address(answer.Location, "the account").OriginalString;
    }

    [LoggerMessage(9, LogLevel.Information, "ACME account registered at '{Server}'. Accepted terms of service: {Terms}.")]
    private partial void LogRegistered(string server, string terms);
}

using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Limits;
using GatewayKit.Store;
using GatewayKit.Store.Revisions;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Applications;

/// <summary>
/// The keys of applications. A change takes two steps: 1. the store, as a revision with the developer as its author, 2. the audit log. If
/// the node stops between them, the entry is missing there, and the revision is in the history of the store.
/// </summary>
internal sealed class ApplicationKeys(
    IGatewayStore store, ApplicationConsumers consumers, DailyLimits daily, AuditLog audit, TimeProvider time)
{
    public const int Maximum = 10;

    /// <summary>The error of an application with the maximum number of keys.</summary>
    public static readonly string Full = $"An application can have up to {Maximum} keys. Revoke one first.";

    /// <summary>The error of an application that can't have keys any more.</summary>
    private const string Closed = "The application was deleted or blocked meanwhile.";

    /// <summary>The action of the audit log.</summary>
    public const string Issued = "key issued";

    private const string CredentialType = "key-auth";

    /// <summary>The time for which a key is still valid after its rotation.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(7);

    /// <summary>The lifetime of a new key if that of the old one, which expires, isn't known.</summary>
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(90);

    public async Task<IReadOnlyList<ApplicationKey>> ListAsync(ApplicationRow application, CancellationToken cancellation)
        => await consumers.ReadAsync(application, cancellation).ConfigureAwait(false) is { } consumer && KeysOf(consumer) is { } keys
            ? [.. keys.OfType<JsonObject>().Select(KeyOf).OfType<ApplicationKey>()]
            : [];

    /// <summary>Issues a key, for which the consumer is created if a crash has prevented it before.</summary>
    /// <returns>The key, or the reason why there is none.</returns>
    /// <exception cref="LimitReachedException">The developer has issued the maximum number of keys within a day.</exception>
    public async Task<(IssuedKey? Issued, string? Error)> IssueAsync(
        HttpContext http, Reader reader, ApplicationRow application, TimeSpan? lifetime)
    {
        await daily.CheckKeyAsync(reader, http.RequestAborted).ConfigureAwait(false);
        await consumers.EnsureAsync(application, reader.Email, http.RequestAborted).ConfigureAwait(false);
        var isFull = false;
        var issued = await store.IssueKeyAsync(
            new KeyRequest
            {
                Consumer = application.Consumer,
                Author = reader.Email,
                ExpiresAt = lifetime is { } span ? time.GetUtcNow() + span : null,
                Condition = consumer => PortalEntries.Has(consumer) && !(isFull = CountOf(consumer) >= Maximum),
            },
            cancellation: http.RequestAborted).ConfigureAwait(false);
        if (issued is { Result.Errors.Length: > 0 })
            throw new StoreRefusedException(issued.Result.Errors);
        if (issued is null)
            return (null, isFull ? Full : Closed);

        await audit.WriteAsync(http, reader, Issued, issued.Id, application.Id).ConfigureAwait(false);
        return await consumers.SettleAsync(application, reader.Email, http.RequestAborted).ConfigureAwait(false)
            ? (issued, null)
            : (null, Closed);
    }

    /// <summary>
    /// Issues another key with the lifetime of the old one, and lets the old one expire after the overlap: 1. the new key, 2. the expiry.
    /// If the node stops between them, both are valid, and the old one can be rotated or revoked again. A key that already expires within
    /// the overlap, such as one that was rotated before, isn't rotated.
    /// </summary>
    /// <returns>The new key, or the reason why there is none.</returns>
    public async Task<(IssuedKey? Issued, string? Error)> RotateAsync(
        HttpContext http, Reader reader, ApplicationRow application, string id)
    {
        var keys = await ListAsync(application, http.RequestAborted).ConfigureAwait(false);
        if (keys.FirstOrDefault(key => key.Id == id) is not { } old)
            return (null, "The key doesn't exist any more.");

        var end = time.GetUtcNow() + Overlap;
        if (old.ExpiresAt <= end)
            return (null, $"The key expires within {Overlap.Days} days, or has been rotated. Issue another key instead.");

        var lifetime = await LifetimeOfAsync(application, old, http.RequestAborted).ConfigureAwait(false);
        var (issued, error) = await IssueAsync(http, reader, application, lifetime).ConfigureAwait(false);
        if (issued is null)
            return (null, error);

        await consumers.ChangeAsync(
            application, reader.Email, $"Let the key '{id}' expire, which '{issued.Id}' replaces.",
            consumer => Expire(consumer, id, end), http.RequestAborted).ConfigureAwait(false);
        await audit.WriteAsync(http, reader, "key rotated", $"{id} by {issued.Id}", application.Id).ConfigureAwait(false);
        return (issued, null);
    }

    /// <summary>Removes a key from the store. Each node rejects it as soon as it runs the revision.</summary>
    /// <returns>Whether the key existed.</returns>
    public async Task<bool> RevokeAsync(HttpContext http, Reader reader, ApplicationRow application, string id)
    {
        var isRevoked = await consumers.ChangeAsync(
            application, reader.Email, $"Revoke the key '{id}'.", consumer => Remove(consumer, id), http.RequestAborted)
            .ConfigureAwait(false);
        if (isRevoked)
            await audit.WriteAsync(http, reader, "key revoked", id, application.Id).ConfigureAwait(false);
        return isRevoked;
    }

    private async Task<TimeSpan?> LifetimeOfAsync(ApplicationRow application, ApplicationKey key, CancellationToken cancellation)
    {
        if (key.ExpiresAt is not { } end)
            return null;

        var start = await audit.FindTimeAsync(application.Id, Issued, key.Id, cancellation).ConfigureAwait(false);
        return start is null || end <= start ? s_lifetime : TimeSpan.FromDays(Math.Max(1, Math.Round((end - start.Value).TotalDays)));
    }

    private static int CountOf(StoreEntry consumer) => KeysOf(ApplicationConsumers.Parse(consumer))?.Count ?? 0;

    private static JsonObject? Expire(JsonObject? consumer, string id, DateTimeOffset end)
    {
        if (consumer is null || Find(consumer, id) is not { } key || KeyOf(key)?.ExpiresAt <= end)
            return null;

        key[NameOf(key, "expiresAt")] = end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return consumer;
    }

    private static JsonObject? Remove(JsonObject? consumer, string id)
    {
        if (consumer is null || Find(consumer, id) is not { } key)
            return null;

        KeysOf(consumer)!.Remove(key);
        return consumer;
    }

    private static JsonObject? Find(JsonObject consumer, string id)
        => KeysOf(consumer)?.OfType<JsonObject>().FirstOrDefault(key => TextOf(key, "id") == id);

    private static ApplicationKey? KeyOf(JsonObject key)
        => TextOf(key, "id") is { } id
            ? new ApplicationKey(
                id, TextOf(key, "prefix"),
                DateTimeOffset.TryParse(
                    TextOf(key, "expiresAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null)
            : null;

    // Keys of a configuration are case-insensitive.
    private static JsonArray? KeysOf(JsonObject consumer)
        => consumer[NameOf(consumer, "credentials")] is JsonObject credentials
            ? credentials[NameOf(credentials, CredentialType)] as JsonArray
            : null;

    private static string? TextOf(JsonObject members, string key)
        => members[NameOf(members, key)] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string NameOf(JsonObject members, string key)
        => members.FirstOrDefault(member => member.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Key ?? key;
}

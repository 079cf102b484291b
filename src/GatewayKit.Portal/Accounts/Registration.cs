using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace GatewayKit.Portal.Accounts;

/// <summary>
/// Registers developers. The answer is the same whether the address has an account or not; only the owner of the mailbox reads which. An
/// account that isn't confirmed gets the password of the latest registration, and its confirmation requires this password: so neither the
/// owner of a mailbox confirms the account of a stranger, nor does a stranger who knows only the address.
/// </summary>
internal sealed class Registration(
    UserManager<Developer> users, SignIn signIn, UnconfirmedAccounts unconfirmed, AccountLimits limits, AccountSteps steps,
    AccountMessages messages, AuditLog audit, PortalAccountOptions options, TimeProvider time)
{
    /// <summary>The action of the audit log.</summary>
    public const string Registered = "registered";

    /// <summary>Registers a developer, and sends a message. The password is hashed for each address, and everything that depends on the
    /// account runs in the background, so that the answer takes the same time.</summary>
    /// <returns>The errors of the input; empty if the message is on its way.</returns>
    public async Task<IReadOnlyList<string>> RegisterAsync(string name, string email, string password)
    {
        var errors = await ValidateAsync(users, password).ConfigureAwait(false);
        if (!PortalNames.IsEmail(email))
            errors.Insert(0, $"Enter an e-mail address with up to {Developer.MaximumEmailLength} characters.");
        else if (!EmailDomains.Allow(options, email))
            errors.Insert(0, EmailDomains.ErrorOf(options));
        if (!PortalNames.IsName(name, Developer.MaximumNameLength))
            errors.Insert(0, $"Enter a name with 1 to {Developer.MaximumNameLength} characters.");
        if (errors.Count > 0)
            return errors;

        var hash = users.PasswordHasher.HashPassword(new Developer(), password);
        if (limits.TryCountRegistration(email))
            steps.Add<Registration>((registration, cancellation) => registration.AddAsync(name, email, hash, cancellation));
        return [];
    }

    /// <summary>Confirms an address with the code of a message and the password.</summary>
    /// <returns>The developer; null if the code or the password is wrong.</returns>
    public async Task<Developer?> ConfirmAsync(HttpContext http, string user, string code, string password)
    {
        var developer = await FindAsync(users, user).ConfigureAwait(false);
        if (!await signIn.IsPasswordAsync(http, developer, password).ConfigureAwait(false)
            || !(await users.ConfirmEmailAsync(developer!, code).ConfigureAwait(false)).Succeeded)
            return null;

        await audit.WriteAsync(http, Reader.Of(developer!), Registered).ConfigureAwait(false);
        return developer;
    }

    /// <summary>Returns the account with an id from a link; null if there is none.</summary>
    public static async Task<Developer?> FindAsync(UserManager<Developer> users, string user)
        => Guid.TryParseExact(user, "D", out var id) ? await users.FindByIdAsync(id.ToString()).ConfigureAwait(false) : null;

    /// <summary>Returns the errors of a new password.</summary>
    public static async Task<List<string>> ValidateAsync(UserManager<Developer> users, string password)
    {
        var errors = new List<string>();
        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator.ValidateAsync(users, new Developer(), password).ConfigureAwait(false);
            errors.AddRange(result.Errors.Select(error => error.Description));
        }

        return errors;
    }

    private async Task AddAsync(string name, string email, string hash, CancellationToken cancellation)
    {
        await unconfirmed.DeleteAsync(cancellation).ConfigureAwait(false);
        var known = await users.FindByEmailAsync(email).ConfigureAwait(false);
        if (known is { EmailConfirmed: true })
        {
            messages.SendKnown(known);
            return;
        }

        var developer = known ?? new Developer
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            Email = email,
        };
        developer.Name = name;
        developer.Created = time.GetUtcNow().UtcDateTime;
        developer.PasswordHash = hash;
        var result = known is null
            ? await users.CreateAsync(developer).ConfigureAwait(false)
            : await users.UpdateSecurityStampAsync(developer).ConfigureAwait(false);
        if (result.Succeeded)
            messages.SendConfirmation(developer, await users.GenerateEmailConfirmationTokenAsync(developer).ConfigureAwait(false));
    }
}

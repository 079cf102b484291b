using System.Globalization;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Components;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Subscriptions;
using GatewayKit.Portal.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The pages of a developer's applications and keys. Those of other developers don't exist.</summary>
internal sealed class ApplicationPages(PortalPages pages, FlashCookie flash, KeyUses uses, TimeProvider time)
{
    private static readonly string s_nameError = $"Enter a name with 1 to {ApplicationRow.MaximumNameLength} characters.";

    public Task<IResult> ListAsync(PortalRequest request) => ListAsync(request, [], "");

    public async Task<IResult> CreateAsync(PortalRequest request)
    {
        var name = request.Field("name");
        if (!PortalNames.IsName(name, ApplicationRow.MaximumNameLength))
            return await ListAsync(request, [s_nameError], name).ConfigureAwait(false);

        await request.Get<DailyLimits>().CheckApplicationAsync(request.Reader!, request.Cancellation).ConfigureAwait(false);
        if (await request.Get<MaximumNumbers>().AreApplicationsFullAsync(request.Cancellation).ConfigureAwait(false))
            return await ListAsync(request, [MaximumNumbers.ApplicationsFull], name).ConfigureAwait(false);

        var application = await request.Get<ApplicationList>().CreateAsync(request.Http, request.Reader!, name).ConfigureAwait(false);
        if (application is null)
        {
            return await ListAsync(request, [$"You have {ApplicationList.Maximum} applications, the maximum. Delete one first."], name)
                .ConfigureAwait(false);
        }

        await request.Get<OrphanConsumers>().DeleteAsync(request.Cancellation).ConfigureAwait(false);
        flash.Write(request, "The application is created. Issue a key to call APIs.");
        return request.SeeOther(request.Link($"applications/{application.Id}"));
    }

    public Task<IResult> ShowAsync(PortalRequest request)
        => WithApplicationAsync(request, application => ShowAsync(request, application, []));

    /// <summary>Shows what all developers have done with the application, its owners and operators included.</summary>
    public Task<IResult> AuditAsync(PortalRequest request) => WithApplicationAsync(request, async application =>
    {
        var title = $"Audit log of {application.Name}";
        if (await pages.FrameAsync(request.Http, request.Prefix, title, "applications").ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        var number = request.PageNumber;
        var entries = await request.Get<AuditLog>().ReadAsync(application, number, request.Cancellation).ConfigureAwait(false);
        return PortalPages.Page<AuditPage>(new AuditView(page, entries, number) { Application = application });
    });

    public Task<IResult> RenameAsync(PortalRequest request) => WithOwnedAsync(request, async application =>
    {
        var name = request.Field("name");
        if (!PortalNames.IsName(name, ApplicationRow.MaximumNameLength))
            return await ShowAsync(request, application, [s_nameError]).ConfigureAwait(false);

        await request.Get<ApplicationList>().RenameAsync(request.Http, request.Reader!, application, name).ConfigureAwait(false);
        return Back(request, application, "The application has its new name.");
    });

    public Task<IResult> DeleteAsync(PortalRequest request) => WithOwnedAsync(request, async application =>
    {
        await request.Get<ApplicationList>().DeleteAsync(request.Http, request.Reader!, application).ConfigureAwait(false);
        flash.Write(request, "The application and its keys are deleted.");
        return request.SeeOther(request.Link("applications"));
    });

    public Task<IResult> IssueAsync(PortalRequest request) => WithApplicationAsync(request, async application =>
    {
        var lifetime = request.Field("days") switch
        {
            "" => default(TimeSpan?),
            "30" or "90" or "365" => TimeSpan.FromDays(int.Parse(request.Field("days"), CultureInfo.InvariantCulture)),
            _ => TimeSpan.Zero,
        };
        if (lifetime == TimeSpan.Zero)
            return await ShowAsync(request, application, ["Choose one of the lifetimes."]).ConfigureAwait(false);

        if (await ProblemAsync(request, application).ConfigureAwait(false) is { } problem)
            return await ShowAsync(request, application, [problem]).ConfigureAwait(false);

        await RepairAsync(request, application).ConfigureAwait(false);
        var (issued, error) = await request.Get<ApplicationKeys>()
            .IssueAsync(request.Http, request.Reader!, application, lifetime).ConfigureAwait(false);
        return issued is null
            ? await ShowAsync(request, application, [error!]).ConfigureAwait(false)
            : Back(request, application, "The key is issued. Copy it now: it isn't shown again.", issued.Key);
    });

    public Task<IResult> RotateAsync(PortalRequest request) => WithApplicationAsync(request, async application =>
    {
        if (await ProblemAsync(request, application).ConfigureAwait(false) is { } problem)
            return await ShowAsync(request, application, [problem]).ConfigureAwait(false);

        var (issued, error) = await request.Get<ApplicationKeys>()
            .RotateAsync(request.Http, request.Reader!, application, request.Value("key")).ConfigureAwait(false);
        return issued is null
            ? await ShowAsync(request, application, [error!]).ConfigureAwait(false)
            : Back(
                request, application,
                "The new key is issued. Copy it now: it isn't shown again. The old one expires in "
                    + $"{ApplicationKeys.Overlap.Days} days.",
                issued.Key);
    });

    public Task<IResult> RevokeAsync(PortalRequest request) => WithApplicationAsync(request, async application =>
    {
        var isRevoked = await request.Get<ApplicationKeys>()
            .RevokeAsync(request.Http, request.Reader!, application, request.Value("key")).ConfigureAwait(false);
        return Back(request, application, isRevoked ? "The key is revoked." : "The key was already revoked.");
    });

    /// <summary>Writes the consumer and its groups if a crash has prevented it before.</summary>
    private async Task RepairAsync(PortalRequest request, ApplicationRow application)
    {
        if (await pages.ContentAsync(request.Http).ConfigureAwait(false) is { } content)
        {
            await request.Get<ApplicationGroups>()
                .WriteAsync(request.Http, request.Reader!, content, application, without: null).ConfigureAwait(false);
        }
    }

    private static Task<string?> ProblemAsync(PortalRequest request, ApplicationRow application)
        => request.Get<ApplicationAccess>().ProblemAsync(application, request.Cancellation);

    private async Task<IResult> ListAsync(PortalRequest request, IReadOnlyList<string> errors, string name)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, "Applications", "applications").ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        var applications = await request.Get<ApplicationList>().ReadAsync(request.Reader!, request.Cancellation).ConfigureAwait(false);
        var form = new FormView(page, request.Token) { Errors = errors, Name = name, Notice = flash.Take(request)?.Notice };
        return WithStatus(
            PortalPages.Page<ApplicationsPage>(new ApplicationsView(form, applications)
            {
                Invitations = await request.Get<Invitations>().ReadAsync(request.Reader!, request.Cancellation).ConfigureAwait(false),
                Reader = request.Reader!.Id,
            }),
            errors);
    }

    private async Task<IResult> ShowAsync(PortalRequest request, ApplicationRow application, IReadOnlyList<string> errors)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, application.Name, "applications").ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        var keys = await request.Get<ApplicationKeys>().ListAsync(application, request.Cancellation).ConfigureAwait(false);
        var message = flash.Take(request);
        var form = new FormView(page, request.Token) { Errors = errors, Name = application.Name, Notice = message?.Notice };
        return WithStatus(
            PortalPages.Page<ApplicationPage>(
                new ApplicationView(form, application, keys, time.GetUtcNow())
                {
                    KeyUses = keys.Count == 0 ? null
                        : await uses.ReadAsync(application, request.Cancellation).ConfigureAwait(false),
                    NewKey = message?.Key,
                    IsOwner = await IsOwnerAsync(request, application).ConfigureAwait(false),
                    Problem = await ProblemAsync(request, application).ConfigureAwait(false),
                    Subscriptions = await request.Get<SubscriptionList>()
                        .ReadAsync(application, request.Cancellation).ConfigureAwait(false),
                    Choices = await pages.ChoicesAsync(request.Http).ConfigureAwait(false),
                }),
            errors);
    }

    private static Task<bool> IsOwnerAsync(PortalRequest request, ApplicationRow application)
        => request.Get<ApplicationList>().IsOwnerAsync(request.Reader!, application, request.Cancellation);

    /// <summary>Answers the forms of owners. Members see the application, but can't change it.</summary>
    private Task<IResult> WithOwnedAsync(PortalRequest request, Func<ApplicationRow, Task<IResult>> answer)
        => WithApplicationAsync(request, async application =>
            await IsOwnerAsync(request, application).ConfigureAwait(false) ? await answer(application).ConfigureAwait(false)
                : await pages.FrameAsync(request.Http, request.Prefix, application.Name, "applications").ConfigureAwait(false) is { } page
                    ? PortalPages.Message(page, StatusCodes.Status403Forbidden, MemberPages.OwnersOnly)
                : pages.Starting(request.Prefix));

    private async Task<IResult> WithApplicationAsync(PortalRequest request, Func<ApplicationRow, Task<IResult>> answer)
    {
        var application = await request.Get<ApplicationList>()
            .FindAsync(request.Reader!, request.Value("application"), request.Cancellation).ConfigureAwait(false);
        if (application is not null)
            return await answer(application).ConfigureAwait(false);

        return await pages.FrameAsync(request.Http, request.Prefix, "Not found", null).ConfigureAwait(false) is { } page
            ? PortalPages.Missing(page)
            : pages.Starting(request.Prefix);
    }

    private IResult Back(PortalRequest request, ApplicationRow application, string notice, string? key = null)
    {
        flash.Write(request, notice, key);
        return request.SeeOther(request.Link($"applications/{application.Id}"));
    }

    private static RazorComponentResult WithStatus(RazorComponentResult result, IReadOnlyList<string> errors)
    {
        if (errors.Count > 0)
            result.StatusCode = StatusCodes.Status400BadRequest;
        return result;
    }
}

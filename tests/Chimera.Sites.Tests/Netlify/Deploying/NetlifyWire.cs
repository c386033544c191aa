namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>What Netlify's OpenAPI document (2.60.0) says of the operations that publishing and Netlify's own command use: their paths, parameters and the members of what is sent.</summary>
internal static class NetlifyWire
{
    public static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> Schemas = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal)
    {
        ["deploy"] = Names(
            "id site_id user_id build_id state name url ssl_url admin_url deploy_url deploy_ssl_url screenshot_url review_id draft required required_functions required_edge_functions required_server "
            + "error_message branch commit_ref commit_url skipped created_at updated_at published_at title context locked review_url framework "
            + "skew_protection_token function_schedules functions_region functions_region_overrides"),
        ["deployFiles"] = Names("files zip draft async functions edge_functions server function_schedules functions_config branch framework framework_version environment"),
        ["site"] = Names(
            "id state plan name custom_domain domain_aliases branch_deploy_custom_domain deploy_preview_custom_domain password notification_email url ssl_url admin_url "
            + "screenshot_url created_at updated_at user_id session_id ssl force_ssl managed_dns deploy_url published_deploy account_id account_name account_slug "
            + "git_provider deploy_hook capabilities processing_settings build_settings id_domain default_hooks_data build_image prerender functions_region "
            + "prevent_non_git_prod_deploys"),
        ["file"] = Names("id path sha mime_type size"),
        ["accountMembership"] = Names(
            "id name slug type capabilities billing_name billing_email billing_details billing_period payment_method_id type_name type_id owner_ids roles_allowed "
            + "created_at updated_at"),
        ["envVar"] = Names("key scopes values is_secret updated_at updated_by"),
        ["error"] = Names("code message"),
    };

    public static readonly IReadOnlySet<string> States = Names(
        "new pending_review accepted rejected enqueued building uploading uploaded preparing prepared processing processed ready error retrying");

    /// <summary>By method and path template: the parameters of the query.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> Operations = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal)
    {
        ["GET /sites/{site_id}"] = Names("feature_flags"),
        ["GET /sites/{site_id}/deploys"] = Names("deploy-previews production state branch latest-published page per_page"),
        ["POST /sites/{site_id}/deploys"] = Names("deploy-previews production state branch latest-published title"),
        ["GET /sites/{site_id}/deploys/{deploy_id}"] = Names(""),
        ["POST /sites/{site_id}/deploys/{deploy_id}/restore"] = Names(""),
        ["PUT /deploys/{deploy_id}/files/{path}"] = Names("size"),
    };

    /// <summary>Those of the variables of a site's environment.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> OperationsOfVariables = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal)
    {
        ["GET /accounts/{account_id}/env"] = Names("context_name scope site_id"),
        ["POST /accounts/{account_id}/env"] = Names("site_id"),
        ["PUT /accounts/{account_id}/env/{key}"] = Names("site_id"),
        ["DELETE /accounts/{account_id}/env/{key}"] = Names("site_id"),
    };

    /// <summary>What Netlify's own command asks besides.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> OperationsOfTheCommand = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal)
    {
        ["PUT /sites/{site_id}/deploys/{deploy_id}"] = Names(""),
        ["GET /accounts"] = Names(""),
    };

    private static HashSet<string> Names(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
